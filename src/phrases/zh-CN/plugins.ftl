# 插件

## 哪里不对

plugin-fault-not-toml = 不是有效的 TOML：{ $found }。
plugin-fault-not-text = 含有看不见的字符或不是 UTF-8 文字，请重新输入：{ $write }
plugin-fault-missing = 缺少这一项。请写：{ $write }
plugin-fault-unknown-key = 不认识“{ $found }”。这里可以写：{ $write }
plugin-fault-wrong-kind = 类型不对（现在是 { $found }）。请写：{ $write }
plugin-fault-empty = 不能留空。请写：{ $write }
plugin-fault-too-long = 太长了，最多 { $write }：{ $found }
plugin-fault-too-many = 一共 { $found } 项，最多 { $write } 项。
plugin-fault-twice = 重复了：{ $found }。只保留一个。
plugin-fault-not-among = 没有“{ $found }”。可以选：{ $write }
plugin-fault-out-of-bounds = { $found } 超出范围。可以写：{ $write }
plugin-fault-schema-newer = 这份清单是第 { $found } 版格式，本系统只读第 1 版。请升级售后台，或改写为 { $write }。
plugin-fault-plugin-id-form = “{ $found }”不能作编号。用倒写的域名，小写字母、数字和连字符：{ $write }
plugin-fault-version-form = “{ $found }”不是三段式版本号（不带 + 号后缀）。请写：{ $write }
plugin-fault-api-form = “{ $found }”不是正式发布的接口版本。请写：{ $write }
plugin-fault-api-newer = 这个插件为更新的售后台而做（接口 { $found }，本系统是 { $write }）。请先升级售后台。
plugin-fault-api-older = 这个插件为旧版接口 { $found } 而做，本系统（{ $write }）已不再支持。请向发布者要新版本。
plugin-fault-key-form = “{ $found }”不能作名字。用小写字母开头，只含小写字母、数字和连字符，最多 40 个：{ $write }
plugin-fault-origin-form = “{ $found }”不是可用的来源。只写 https://、域名和可选的端口：{ $write }
plugin-fault-origin-plain = 不加密的地址“{ $found }”只能用于店内网络（private = true）。请写：{ $write }
plugin-fault-origin-literal = “{ $found }”是 IP 地址或店内主机。请写域名；确实在店内网络时加 private = true。例：{ $write }
plugin-fault-path-form = “{ $found }”不能作路径前缀：以 / 开头，不含 ..、//、%、? 和 *。例：{ $write }
plugin-fault-pattern-form = “{ $found }”不能作样式：* 代表任意一段，? 代表一个字，# 代表一个数字。例：{ $write }
plugin-fault-pattern-alone = 只有主机由设置项填写时才能写样式。请写：{ $write }
plugin-fault-setting-unknown = 没有名为“{ $found }”的设置项。请加上：{ $write }
plugin-fault-setting-no-host = 这个设置项的类型是 { $found }，不能当主机用。请改为：{ $write }
plugin-fault-origin-not-asked = 密钥不能发往“{ $found }”，因为 permissions.http 里没有它。可以写：{ $write }
plugin-fault-secret-unknown = 没有名为“{ $found }”的密钥。请加上：{ $write }
plugin-fault-secret-only = 这一项只有密钥才能有（现在是 { $found }）。请改为：{ $write }
plugin-fault-network-unused = 这类插件没有网络，请删去 permissions.http。
plugin-fault-webhook-needed = { $found } 要接收推送，请加上：{ $write }
plugin-fault-webhook-unused = 它没有接收推送的接口，请删去 [permissions.webhook]。
plugin-fault-choices-needed = 类型 choice 要有选项，其他类型不能有（现在是 { $found }）：{ $write }
plugin-fault-default-unfit = 默认值“{ $found }”不符合自己的要求（类型 { $write }；密钥不能有默认值）。
plugin-fault-duration-form = “{ $found }”不是时长。用数字加 s、m、h 或 d：{ $write }
plugin-fault-below-floor = every 是 { $found }，比 min（{ $write }）还短。请改长 every。
plugin-fault-call-not-offered = 它的 worlds 里没有“{ $found }”。可以写：{ $write }
plugin-fault-call-not-scheduled = “{ $found }”不能定时调用。可以写：{ $write }

## 包本身

plugin-fault-not-zip = 这不是插件包。请选 .asp 文件。
plugin-fault-packed-too-large = 太大了：{ $found }，最多 { $write }。
plugin-fault-unpacked-too-large = 解开后超过 { $write }。
plugin-fault-too-many-files = 包里的文件超过 { $write } 个。
plugin-fault-name-form = 文件名“{ $found }”不可用：只能是包内的相对路径，用字母、数字、点、连字符和下划线。
plugin-fault-compressed = 包里的文件不压缩。请用 aftercare plugin pack 打包。
plugin-fault-container = 包在这里被改过或损坏了。请重新下载；作者请用 aftercare plugin pack 打包。
plugin-fault-file-missing = 包里缺少这个文件。
plugin-fault-file-unasked = 包里不放这个文件。只放 plugin.toml、plugin.wasm、README、LICENSE 和 fixtures/。
plugin-fault-sums-form = 校验表写法不对。请用 aftercare plugin pack 重新打包。
plugin-fault-sums-other = 校验表属于另一个插件或版本。请重新打包。
plugin-fault-sum-missing = 校验表里没有这个文件：是后来塞进去的。
plugin-fault-sum-wrong = 内容与校验值不符：被改过或损坏了。
plugin-fault-signature-form = 签名写法不对。请用 aftercare plugin sign 重新签名。
plugin-fault-signature-wrong = 签名不是这把密钥对这些文件签的：内容被改过。不要安装。
plugin-fault-hand-over-form = 密钥交接声明写法不对。请用 aftercare plugin sign --from 重新签名。
plugin-fault-hand-over-wrong = 密钥交接声明不是旧密钥为这个插件和这把新密钥签的。不要安装。
plugin-fault-machine-code = 这是编译好的机器码，任何情况下都不接受。只放 WebAssembly 组件。
plugin-fault-core-module = 这是 WebAssembly 模块，还不是组件。请用 aftercare plugin build 生成组件。
plugin-fault-not-component = 这不是 WebAssembly 组件。请用 aftercare plugin build 生成。
plugin-fault-place-line = { $file } 第 { $line } 行 { $key }
plugin-fault-at = { $place }：{ $said }

## 它想做什么

plugin-offer-account = 测试连接
plugin-offer-courier = 查询物流
plugin-offer-courier-recognise = 识别单号属于哪家物流
plugin-offer-courier-subscribe = 订阅物流变化
plugin-offer-courier-push = 读取物流推送
plugin-offer-marketplace = 读取平台的订单和售后申请，把决定送回平台
plugin-offer-marketplace-order = 按编号读取平台的一张订单
plugin-offer-marketplace-push = 读取平台推送
plugin-offer-sms = 发送短信
plugin-offer-sms-check = 查短信发没发出
plugin-offer-sms-push = 读取短信回执
plugin-offer-robot = 向员工的群聊发提醒
plugin-offer-payout = 执行已批准的打款（不能批准）
plugin-offer-automation = 看售后单的情况，提出建议和标记
plugin-data-shipment-number = 运单号
plugin-data-shipment-carrier = 物流公司
plugin-data-buyer-phone-tail = 买家手机号后四位
plugin-data-buyer-phone = 买家手机号
plugin-data-buyer-name = 买家姓名
plugin-data-buyer-address = 买家地址
plugin-data-message-text = 发给买家的消息内容
plugin-data-alert-text = 发给员工的提醒内容
plugin-data-decision = 平台申请的处理决定和金额
plugin-data-shop-return-address = 店铺退货地址
plugin-data-payment = 已批准的打款，含金额和支付单号
plugin-data-case-facts = 售后单的类型、状态、原因、时间、金额、商品和标记
plugin-limit-wall = 每次调用最长 { $value } 秒
plugin-limit-cpu = 每次调用最多 { $value } 毫秒计算
plugin-limit-http-calls = 每次调用最多 { $value } 个请求
plugin-limit-memory = 最多 { $value } MiB 内存
plugin-limit-result = 每次最多交回 { $value } MiB 数据
plugin-right-offer = 由售后台调用来：{ $what }
plugin-right-http = 向 { $origin }{ $path } 发送 { $method } 请求
plugin-right-setting = 你填的“{ $label }”
plugin-right-local = 访问店内网络里的 { $origin }
plugin-right-per-day = 每天最多向 { $origin } 请求 { $calls } 次
plugin-right-secret-to = 把密钥“{ $key }”加进发往 { $origin } 的请求（插件自己看不到密钥）
plugin-right-reveal = 读出密钥“{ $key }”
plugin-right-told = 从售后台得到：{ $what }
plugin-right-webhook = 接收外部推送，每次最多 { $kib } KiB
plugin-right-keep = 为每个账号保存最多 { $kib } KiB 自己的数据
plugin-right-limit = 用得比一般插件多：{ $what }

## 发布者密钥念出来是哪些字：256 个，每个字节一个

plugin-key-words = 天 地 日 月 星 辰 山 川 江 河 湖 海 泉 池 沙 石 土 木 林 森 竹 花 草 禾 米 豆 瓜 果 桃 李 梅 杏 柳 松 柏 桂 茶 酒 牛 羊 犬 狐 虎 豹 鹿 猴 鼠 兔 象 狼 熊 燕 雁 雀 蛙 蝶 蜂 人 口 手 足 目 耳 心 身 毛 皮 角 牙 尾 羽 衣 帽 布 巾 刀 弓 箭 舟 帆 井 亭 寺 塔 城 市 村 街 巷 路 坡 春 夏 秋 冬 早 晚 晨 夕 古 今 年 季 旬 大 小 高 低 多 少 左 右 前 中 外 上 下 一 二 三 四 五 六 七 八 九 十 百 千 白 青 朱 丹 赤 墨 玄 灰 金 父 母 兄 弟 姐 妹 子 女 友 君 王 士 民 兵 工 走 坐 立 行 跑 跳 看 叫 唱 笑 哭 吃 喝 拍 打 拉 推 提 抱 拿 放 持 明 暗 冷 暖 甘 苦 辛 酸 甜 香 美 好 真 善 安 平 和 正 直 快 慢 深 短 方 尖 老 幼 雪 雨 霜 冰 露 霞 虹 雷 玉 瓷 瓦 文 字 句 典 曲 音 色 光 影 北 南 西 火 水 田 船 岸 洞 谷 原 野 泥 波 浪 潮 芽 根 枝 苗 麻 棉 油 瓶 杯 碗 盆 盒 包 袋 箱 床 桌 椅

## 命令行

cli-plugin-keygen = 生成发布者密钥，只有本人可读
cli-plugin-keygen-out = 密钥文件放在哪里
cli-plugin-pack = 把一个文件夹打成 .asp 包（未签名）
cli-plugin-pack-folder = 放着 plugin.toml 和 plugin.wasm 的文件夹
cli-plugin-pack-out = 包放在哪里；不写就是 编号-版本.asp
cli-plugin-sign = 用发布者密钥给包签名
cli-plugin-sign-key = 密钥文件
cli-plugin-sign-from = 换密钥时：以前签名用的旧密钥文件，由它声明新密钥接替
cli-plugin-verify = 检查一个包是否完整、由谁签名
cli-plugin-verify-by = 要求由这把公钥（或它的短码）签名
cli-plugin-inspect = 看一个包是什么、想做什么
cli-plugin-inspect-against = 与这个旧版本比较权限
cli-plugin-package = 插件包（.asp）
cli-plugin-key-made =
    密钥已生成：{ $path }（请另外备份，丢了就不能再发布这个插件的新版本）
    公钥：{ $key }
    短码：{ $id }　{ $words }
cli-plugin-packed =
    已打包：{ $path }（{ $size } 字节，未签名）
    sha256：{ $hash }
cli-plugin-signed =
    已签名：{ $path }
    发布者：{ $id }　{ $words }
    sha256：{ $hash }
cli-plugin-whole =
    完整：{ $plugin } { $version }，由 { $id }（{ $words }）签名。
    sha256：{ $hash }
cli-plugin-whole-unsigned =
    完整但未签名：{ $plugin } { $version }。只能凭内容确认：
    sha256：{ $hash }
cli-plugin-by-other = 签名者是 { $id }，不是要求的那一位。
cli-plugin-by-nobody = 这个包没有签名。
cli-plugin-faults = 有 { $count } 处要改：
cli-plugin-unreadable = 读不了 { $path }：{ $why }
cli-plugin-unwritable = 写不了 { $path }：{ $why }
cli-plugin-no-manifest = { $folder } 里没有 plugin.toml。请到插件的文件夹里运行，或把文件夹写在命令后面。
cli-plugin-about =
    { $name }　{ $plugin } { $version }
    接口 { $api }，{ $language }，组件 { $size } 字节
cli-plugin-by = 发布者：{ $id }　{ $words }
cli-plugin-follows = 这把密钥接替：{ $id }
cli-plugin-unsigned = 未签名
cli-plugin-wants = 它想：
cli-plugin-settings = 要填的设置：
cli-plugin-setting-required = （必填）
cli-plugin-difference = 与 { $version } 相比：
cli-plugin-same-rights = 权限没有变化。
cli-plugin-needs-consent = 权限变多了：升级时要店主重新同意。
cli-plugin-no-consent = 没有变多：升级时不必重新同意。
cli-plugin-folder = 插件的文件夹
cli-plugin-check = 检查一个文件夹里的插件能不能装：清单、组件、要用的接口
cli-plugin-test = 用真正的宿主跑文件夹里录好的全部用例
cli-plugin-unfit = 这个组件装不了：{ $why }
cli-plugin-offers-differ = 清单说它提供 { $said }，组件提供的却是 { $is }。请改 plugin.toml 的 worlds，或补上导出。
cli-plugin-http-unused = 清单申请了联网，组件却没有用 http。请删掉 [[permissions.http]]。
cli-plugin-checked =
    { $plugin } { $version } 可以安装（{ $size } 字节）
      提供：{ $offers }
      使用：{ $imports }
cli-plugin-no-cases = 没有用例。请在 fixtures/ 里放 JSON 文件，一个用例一个。
cli-plugin-tested = 通过 { $passed } 个，不符 { $failed } 个。
plugin-ending-answered = 有回答
plugin-ending-retryable = 稍后再试
plugin-ending-rate-limited = 对方要求暂停
plugin-ending-auth = 凭证不对
plugin-ending-invalid = 内容不被接受
plugin-ending-not-found = 对方没有这个
plugin-ending-refused = 对方拒绝
plugin-ending-conflict = 对方已是别的状态
plugin-ending-unsupported = 插件做不了
plugin-ending-unknown-outcome = 不知道成没成
plugin-ending-upstream = 对方的回答看不懂
plugin-ending-internal = 插件自己出错
plugin-ending-nonsense = 插件给的内容不对
plugin-ending-broken = 插件崩溃
