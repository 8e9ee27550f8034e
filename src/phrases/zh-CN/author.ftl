# 插件作者用的命令。

cli-plugin = 插件：给作者用的命令
cli-plugin-build = 把插件编译成组件（NAME.wasm）
cli-plugin-build-dir = 插件所在的文件夹，默认是当前文件夹
cli-plugin-no-crate = { $folder } 里没有 Cargo.toml、src/plugin.ts 或 app.py。请给出插件所在的文件夹。
cli-plugin-no-toolchain =
    这台机器还不能编译 WebAssembly。二选一：
      rustup target add wasm32-unknown-unknown
      apt-get install rustc-web rust-web-src
cli-plugin-not-compiled = 没有编译成功，原因见上面 cargo 的输出。
cli-plugin-built = 已生成 { $file }，{ $kb } kB
