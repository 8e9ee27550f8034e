# 從零寫一個外掛：新建、試跑、錄製、邊改邊試、安裝。

cli-plugin-new = 新建一個外掛：寫出一個馬上能編譯、檢查、測試通過的資料夾
cli-plugin-new-name = 外掛的名字，也是資料夾的名字：小寫字母、數字和連字號，例如 my-courier
cli-plugin-new-lang = 用什麼語言寫
cli-plugin-new-kind = 做什麼用
cli-plugin-new-id = 外掛的 id（倒寫的網域，以後不能改），預設 com.example.NAME
cli-plugin-new-sdk = 開發包已經在別處：不再複製一份，直接用這裡的
cli-plugin-new-bad-name = { $name } 不能作名字。請以小寫字母開頭，只用小寫字母、數字和連字號，最多 40 個字元，例如 my-courier。
cli-plugin-new-bad-id = { $id } 不能作 id。請把自己的網域倒著寫，例如 cn.example.my-courier。
cli-plugin-new-taken = { $folder } 已經有了，裡面的東西不會動。請換一個名字，或先把它移走。
cli-plugin-new-no-template =
    還沒有 { $lang } 寫 { $kind } 的範本。現有：
    { $there }
cli-plugin-new-no-sdk = { $path } 不是這種語言的開發包：裡面沒有 { $mark }。不給 --sdk 就會複製一份到 sdk/。
cli-plugin-new-made = 已寫好 { $folder }/
cli-plugin-new-rust =
    接下來：
      aftercare plugin build { $folder }
      aftercare plugin check { $folder }
      aftercare plugin test { $folder }
cli-plugin-new-ts =
    接下來：
      npm install --prefix { $folder }/sdk
      aftercare plugin build { $folder }
      aftercare plugin check { $folder }
      aftercare plugin test { $folder }
cli-plugin-new-python =
    接下來：
      python3 -m venv { $folder }/.venv
      { $folder }/.venv/bin/pip install -r { $folder }/sdk/requirements.txt
      aftercare plugin build { $folder }
      aftercare plugin check { $folder }
      aftercare plugin test { $folder }
