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
