# Commands for authors of plugins.

cli-plugin = Plugins: commands for their authors
cli-plugin-build = Compile a plugin to a component (NAME.wasm)
cli-plugin-build-dir = The folder of the plugin; this folder unless told
cli-plugin-no-crate = There is no Cargo.toml, src/plugin.ts or app.py in { $folder }. Name the folder of the plugin.
cli-plugin-no-toolchain =
    This machine cannot compile for WebAssembly yet. Either of these mends that:
      rustup target add wasm32-unknown-unknown
      apt-get install rustc-web rust-web-src
cli-plugin-not-compiled = It was not compiled; cargo says why above.
cli-plugin-built = { $file } is made: { $kb } kB
