# 从零写一个插件：新建、试跑、录制、边改边试、安装。

cli-plugin-new = 新建一个插件：写出一个马上能编译、检查、测试通过的文件夹
cli-plugin-new-name = 插件的名字，也是文件夹的名字：小写字母、数字和连字符，例如 my-courier
cli-plugin-new-lang = 用什么语言写
cli-plugin-new-kind = 做什么用
cli-plugin-new-id = 插件的 id（倒写的域名，以后不能改），默认 com.example.NAME
cli-plugin-new-sdk = 开发包已经在别处：不再复制一份，直接用这里的
cli-plugin-new-bad-name = { $name } 不能作名字。请以小写字母开头，只用小写字母、数字和连字符，最多 40 个字符，例如 my-courier。
cli-plugin-new-bad-id = { $id } 不能作 id。请用自己的域名倒着写，例如 cn.example.my-courier。
cli-plugin-new-taken = { $folder } 已经有了，里面的东西不会动。请换一个名字，或先把它移走。
cli-plugin-new-no-template =
    还没有 { $lang } 写 { $kind } 的模板。现有：
    { $there }
cli-plugin-new-no-sdk = { $path } 不是这种语言的开发包：里面没有 { $mark }。不给 --sdk 就会复制一份到 sdk/。
cli-plugin-new-made = 已写好 { $folder }/
cli-plugin-new-rust =
    接下来：
      aftercare plugin build { $folder }
      aftercare plugin check { $folder }
      aftercare plugin test { $folder }
cli-plugin-new-ts =
    接下来：
      npm install --prefix { $folder }/sdk
      aftercare plugin build { $folder }
      aftercare plugin check { $folder }
      aftercare plugin test { $folder }
cli-plugin-new-python =
    接下来：
      python3 -m venv { $folder }/.venv
      { $folder }/.venv/bin/pip install -r { $folder }/sdk/requirements.txt
      aftercare plugin build { $folder }
      aftercare plugin check { $folder }
      aftercare plugin test { $folder }

cli-plugin-build-sdk = TypeScript 或 Python 的开发包在哪里，默认是插件文件夹里的 sdk/
cli-plugin-no-kit = { $path } 里没有 { $mark }，不是这种语言的开发包。请用 --sdk 指出它在哪里，或用 aftercare plugin new 重新写一份。
cli-plugin-no-node = 编译 TypeScript 插件要有 node（20 以上）。请先装好 node 再试。
cli-plugin-no-node-tools =
    开发包要用的工具还没有装：
      npm install --prefix { $sdk }
cli-plugin-no-python = 编译 Python 插件要有 python3（带 venv）。请先装好 python3 再试。
cli-plugin-no-python-tools =
    开发包要用的工具还没有装：
      python3 -m venv { $folder }/.venv
      { $folder }/.venv/bin/pip install -r { $sdk }/requirements.txt
cli-plugin-not-built-by-kit = 没有编译成功，原因见上面的输出。

cli-plugin-install = 把包放进停着的售后台：等老板在页面上同意以后才会运行
cli-plugin-install-by = 以哪位老板的名义放进去（登录名）；只有一位时不用写
cli-plugin-install-who = 有几位老板，请用 --by 写明以谁的名义：{ $owners }
cli-plugin-install-running = 售后台正在运行（进程 { $pid }）。请在页面「设置 → 插件」（{ $page }）里上传这个包，或先停下售后台。
cli-plugin-install-waits =
    { $plugin } { $version } 已放进售后台，等老板同意。
    启动后打开 { $page }，看清它要什么，再决定同意与否；在那之前它不会运行。

cli-plugin-dev = 边改边试：文件一变就重新编译、测试，直到 Ctrl+C
cli-plugin-dev-times = 只编译这么多次就结束
cli-plugin-dev-waits = 等待文件变化……（Ctrl+C 结束）

cli-plugin-conformance = 本类插件的规则：试了 { $tried } 次，不符 { $broken } 处。
conformance-unauthorised = 服务答 401 时，{ $call } 应当返回 auth，这样账号会停下来等人改密钥；现在是 { $came }。
conformance-too-often = 服务答 429 而没说多久时，{ $call } 应当返回 rate-limited，自己给一个间隔（例如 60 秒）；现在是 { $came }。
conformance-too-often-told = 服务答 429 并要求等 120 秒时，{ $call } 应当返回 rate-limited，after-s 不少于 120；现在是 { $came }。
conformance-server-error = 服务答 500 时，{ $call } 应当返回 retryable（会改变对方数据的调用也可以是 unknown-outcome）；现在是 { $came }。
conformance-unsent = 连接不上、什么都没发出时，{ $call } 应当返回 retryable；现在是 { $came }。
conformance-cut-read = 请求发出后连接断了，而 { $call } 只是查询，应当返回 retryable；现在是 { $came }。用 POST 查询的，请标明它只读（Rust：reads_only）。
conformance-cut-write = 请求发出后连接断了，对方可能已经执行：{ $call } 应当返回 unknown-outcome，绝不能让售后台盲目重发；现在是 { $came }。
conformance-unreadable = 对方答的是一页 HTML 或半截 JSON 时，{ $call } 应当返回 upstream（批量查询的，可以只标在那个包裹上）；现在是 { $came }。
conformance-parcels = { $call } 应当给每个问到的包裹恰好一个结果，并原样带回 parcel；现在带回的是：{ $came }。
conformance-too-many = { $call } 一页不能超过 window.limit 条；现在有 { $came } 条。请把 limit 传给服务，或自己截断并给出 next-cursor。
conformance-signature = 签名不对的消息，{ $call } 应当在读内容之前返回 auth(bad-signature)；现在是 { $came }。
conformance-states-double = { $call } 的状态表里 { $came } 出现了两次，请只留一行。
conformance-unknown-code = 对方给出表里没有的代码时，{ $call } 应当是 Unmapped 并原样保留代码；现在猜成了 { $came }。
conformance-breaks = 无论服务答什么，{ $call } 都不能崩溃，应当返回带类型的错误：{ $came }
conformance-secret = 密钥 { $came } 出现在 { $call } 的结果或日志里。请不要把它写进任何文本。

cli-plugin-run = 真的调用一次：按清单申请的网址去问服务，显示请求、日志和结果
cli-plugin-run-what = 插件的文件夹，或里面的组件
cli-plugin-run-account = 账号的设置和密钥，一行一项：key = "…"（TOML）
cli-plugin-run-call = 调用哪一个，例如 courier.track；默认测试连接
cli-plugin-run-json = 参数，按契约里的名字写成 JSON
cli-plugin-run-wrong = 没法调用：{ $why }。请按 plugins/wit 里的名字写。
cli-plugin-account-unfit = { $path } 里这几项不对、没写，或清单里没有：{ $why }。请对照 plugin.toml 的 [[settings]]。
cli-plugin-record = 真的调用一次，并录成一个案例：密钥和个人信息换成替身
cli-plugin-record-as = 案例的名字，写进 fixtures/NAME.json
cli-plugin-record-differs = 换成替身以后，这次调用走得不一样，没有录下来：{ $why }
cli-plugin-record-taken = { $path } 已经有了，不会覆盖。请换一个名字，或先删掉它。
cli-plugin-recorded = 已录到 { $path }。公开之前请再看一遍：密钥、手机号、姓名、地址都换掉了，服务自己的说法可能还带着别的。

cli-plugin-unfit-no-component = 这不是 WebAssembly 组件（{ $why }）。请用 aftercare plugin build 编译。
cli-plugin-unfit-other-track = 插件按 aftercare:plugin { $wanted } 编译，这里的售后台用的是 { $here }.x。请作者按 { $here } 重新编译，或换新版售后台。
cli-plugin-unfit-unknown-part = 插件要用 { $name }，这里的售后台没有。请换新版售后台。
cli-plugin-unfit-forbidden = 插件要用 { $name }，但联网只能走 aftercare:plugin/http。TypeScript 请去掉 http 和 fetch-event 再编译。
cli-plugin-unfit-no-offer = 组件没有导出 aftercare:plugin 的任何接口。请至少导出一个：{ $offers }。
