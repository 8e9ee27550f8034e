# The command line and its settings.

# What the commands are for, in `--help`.
cli-about = 售后台：店铺自己运行的售后系统
cli-serve = 启动服务（不写命令时就是它）
cli-demo = 用示例店铺开一个临时实例，关掉后不留痕迹
cli-json = 输出一个 JSON 对象
cli-admin = 管理员账号：建立或重设密码
cli-admin-create = 新建一个店主账号
cli-admin-reset = 重设密码并退出该账号的所有登录
cli-admin-login = 登录名
cli-admin-password-stdin = 从标准输入读取密码；不写则随机生成并只显示一次
cli-backup = 备份：复制、打开核对，才算数
cli-restore = 从备份恢复，原有数据留在一旁
cli-restore-from = 备份文件夹
cli-doctor = 检查数据：索引、流水、文件、磁盘、时钟；再试邮箱和网关通不通
cli-offline = 不试邮箱和网关
cli-reindex = 按记录重建全部索引
cli-config = 查看设置
cli-config-print = 列出每项设置、当前值和来源
cli-config-file = 设置文件；默认是数据文件夹里的 aftercare.toml
cli-healthcheck = 询问正在运行的服务是否正常
cli-bench = 在临时文件夹里填满数据，通过 HTTP 测速
cli-bench-cases = 填多少张售后单
cli-bench-folder = 填好的数据留在这个文件夹里，以后直接再测
cli-bench-components = 示例插件各语言版本所在的文件夹（由 plugins/examples/build 生成）
cli-bench-only = 只测其中几项，用逗号分开：today,list,case,find,search,create,act
cli-bench-plugins = 改测插件：与裸引擎并排的调用、成批安装和轮询、恶意插件旁的页面
cli-bench-notices = 改测通知：排队、发到本机邮件服务器、一次操作里多出的开销，与只用 SMTP 库并排
cli-bench-seconds = 每项测几秒
cli-heading-settings = 设置
cli-exit-codes =
    退出码：
    0 完成；1 出错；2 命令或设置写错；
    3 现在不行（文件夹或端口被占用，或缺少前提）；4 完成，但有需要人看的地方。

# What the commands say.
cli-failed = 错误：{ $why }
cli-store = 打不开数据：{ $why }
cli-needs-stopped = 这个命令要在服务停下时运行：先停止进程 { $pid }，再试一次。
cli-port-taken = 地址 { $address } 已被别的程序占用。停掉那个程序，或换一个端口，例如 AFTERCARE_LISTEN={ $other }。
cli-cannot-listen = 不能监听 { $address }：{ $why }。用 AFTERCARE_LISTEN 换一个地址。
cli-ready = 售后台已启动：{ $address }
cli-set-up-here = 第一次使用，请在浏览器打开这个链接完成设置（24 小时内有效，只能用一次，也写在 { $file } 里）：
cli-stopping = 正在停止：等手上的请求做完，最多 { $seconds } 秒。
cli-healthy = 正常：{ $address }
cli-unhealthy = 不正常：{ $address } { $why }。看看服务是否在运行，以及日志里写了什么。
cli-admin-not-set-up = 还没有完成首次设置：先运行 aftercare serve，用它显示的链接设置。
cli-admin-unknown = 没有叫“{ $login }”的账号。
cli-admin-created = 已建立店主账号“{ $login }”。
cli-admin-was-reset = “{ $login }”的密码已重设，原有登录全部退出。
cli-admin-password = 密码（只显示这一次）：{ $password }
cli-admin-password-short = 密码至少要 { $count } 个字符。
cli-origin-default = 默认

# Settings: what each is for.
setting-data = 存放全部数据的文件夹
setting-listen = 服务监听的地址和端口
setting-public-url = 别人在浏览器里输入的地址，可以带路径；空着就是监听地址
setting-trusted-proxies = 可以代报来访地址的反向代理，用逗号分隔
setting-key-file = 个人信息密钥文件；空着就放在数据文件夹里
setting-backup-folder = 备份放在哪里；空着就是数据文件夹里的 backups
setting-backup-keep = 保留几份备份
setting-workers = 处理请求的线程数；空着就是处理器核数
setting-log = 日志记多细
setting-log-format = 日志格式：auto 在终端里是文字，别处是 JSON

# Settings: what a right value looks like.
setting-right-path = 文件或文件夹的路径
setting-right-address = 地址加端口，例如 127.0.0.1:8080 或 [::1]:8080
setting-right-url = 以 http:// 或 https:// 开头的地址，例如 https://shop.example/aftercare
setting-right-networks = 用逗号分隔的地址或网段，例如 127.0.0.1, 10.0.0.0/8
setting-right-backup-keep = 1 到 1000 的整数
setting-right-workers = 1 到 256 的整数，或空着
setting-right-log = error、warn、info、debug，或 tracing 的过滤写法，例如 info,aftercare::web=debug
setting-right-log-format = auto、json 或 text
setting-right-utf8 = UTF-8 文字
setting-right-scalar = 一个值或一个列表

# Settings: what is wrong.
setting-wrong-value = { $place } 的值“{ $value }”不对。应当是：{ $right }。
setting-unknown = 没有这个设置：{ $place }。aftercare config print 列出全部设置。
setting-unknown-but = 没有这个设置：{ $place }。是不是 { $guess }？
setting-file-unreadable = 读不了设置文件 { $path }：{ $why }
setting-file-broken = 设置文件写错了，{ $place }：{ $why }
setting-data-in-data = { $place }：数据文件夹里的设置文件不能改变数据文件夹的位置。用 --data、AFTERCARE_DATA，或用 --config 指定别处的文件。

# More of what the commands say.
cli-in-use = 进程 { $pid } 正在用这个数据文件夹，最多等它 { $seconds } 秒。
cli-no-data = { $folder } 里还没有数据。用 --data 或 AFTERCARE_DATA 指定数据文件夹，或先运行 aftercare serve。
cli-backup-made = 备份已完成并核对：{ $path }（{ $cases } 张售后单，{ $orders } 个订单，{ $size }）。
cli-backup-key = 备份里没有个人信息的密钥，请把密钥文件另存一份。
cli-backup-asked = 服务正在运行（进程 { $pid }），已请它备份，稍等。
cli-backup-unanswered = 正在运行的服务没有做出备份，请看它的日志。
cli-restore-without-key = 密钥丢了也恢复：个人信息再也读不出来，其余都在
cli-restored = 已恢复 { $at } 的备份：{ $cases } 张售后单，{ $orders } 个订单，{ $files } 个附件。
cli-restored-aside = 原有数据留在 { $path }，确认无误后可以删除。
cli-restored-lacking = 备份时就缺 { $count } 个附件。
cli-reindexed = 索引已重建：{ $records } 条记录，{ $rows } 行索引。
cli-reindex-unreadable = { $count } 条记录读不出来，没有索引；用 aftercare restore 恢复备份。
cli-examined = 已检查 { $cases } 张售后单、{ $events } 条流水、{ $records } 条记录、{ $rows } 行索引、{ $files } 个附件；数据库 { $size }，磁盘剩余 { $free }。
cli-findings-more = 还有 { $count } 处没有列出。
cli-sound = 一切正常。
cli-cured-by-reindex = aftercare reindex 可以修好索引和计数。
cli-demo-here = 示例店铺已开好，点链接即可登录（按 Ctrl+C 关闭，不留痕迹）：
cli-bench-filling = 正在填入 { $count } 张售后单……

# What the doctor finds: how bad, and what.
severity-note = 提示
severity-warning = 注意
severity-broken = 损坏
doctor-record-unreadable = 记录读不出来
doctor-record-orphaned = 记录没有所属的售后单
doctor-index-missing = 缺索引行
doctor-index-extra = 多余的索引行
doctor-index-different = 索引行与记录不符
doctor-counter-different = 计数与记录不符
doctor-index-unfinished = 重建索引中断过
doctor-chain-broken = 流水的链条断了
doctor-file-missing = 附件不见了
doctor-file-damaged = 附件损坏
doctor-file-unnamed = 没有记录提到的附件，夜里会清掉
doctor-disk-nearly-full = 磁盘快满了
doctor-clock-behind = 时钟比最新的流水还早
doctor-key-unfit = 密钥打不开个人信息
doctor-key-exposed = 本机其他用户能读到密钥文件
doctor-read-only = 磁盘出错后停止了写入

# 导入
cli-import = 导入文件
cli-import-orders = 导入平台导出的订单表或售后列表
cli-import-file = 平台导出的 CSV 或 Excel 文件
cli-import-shop = 导入到哪个店铺：编号或名称；只有一个店铺时不用写
cli-import-encoding = 文字编码，例如 gb18030；不写则自动识别
cli-import-unreadable = 读不了 { $file }：{ $why }
cli-import-encoding-unknown = 没有叫“{ $name }”的编码。可以写：{ $all }。
cli-first-shop = 我的店铺
cli-import-which-shop = 请用 --shop 指明店铺：{ $shops }
cli-imported = 已导入（{ $profile }，{ $encoding }）：共 { $rows } 行，新增 { $created }，更新 { $updated }，没有变化 { $skipped }，有问题的行 { $bad }。
cli-admin-reset-factor = 取消一个人的两步验证（手机和恢复码都丢了时）
cli-admin-factor-was-reset = {$login} 的两步验证已取消，密码不变。
cli-admin-factor-unknown = 没有 {$login} 这个登录名，或者没有打开两步验证。
cli-reached = 通了：{ $what }
cli-not-reached = 不通：{ $what }（{ $said }）
