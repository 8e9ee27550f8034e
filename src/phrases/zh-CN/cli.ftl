# The command line and its settings.

# What the commands are for, in `--help`.
cli-about = 售后台：店铺自己运行的售后系统
cli-admin = 管理员账号：建立或重设密码
cli-admin-create = 新建一个店主账号
cli-admin-reset = 重设密码并退出该账号的所有登录
cli-admin-login = 登录名
cli-admin-password-stdin = 从标准输入读取密码；不写则随机生成并只显示一次
cli-config = 查看设置
cli-config-print = 列出每项设置、当前值和来源
cli-config-file = 设置文件；默认是数据文件夹里的 aftercare.toml
cli-healthcheck = 询问正在运行的服务是否正常
cli-heading-settings = 设置
cli-exit-codes =
    退出码：
    0 完成；1 出错；2 命令或设置写错；
    3 现在不行（文件夹或端口被占用，或缺少前提）；4 完成，但有需要人看的地方。

# What the commands say.
cli-failed = 错误：{ $why }
cli-store = 打不开数据：{ $why }
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
