# 外掛作者用的指令。

cli-plugin = 外掛：給作者用的指令
cli-plugin-build = 把外掛編譯成元件（NAME.wasm）
cli-plugin-build-dir = 外掛所在的資料夾，預設是目前的資料夾
cli-plugin-no-crate = { $folder } 裡沒有 Cargo.toml、src/plugin.ts 或 app.py。請指定外掛所在的資料夾。
cli-plugin-no-toolchain =
    這台機器還不能編譯 WebAssembly。二選一：
      rustup target add wasm32-unknown-unknown
      apt-get install rustc-web rust-web-src
cli-plugin-not-compiled = 沒有編譯成功，原因見上面 cargo 的輸出。
cli-plugin-built = 已產生 { $file }，{ $kb } kB
