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

cli-plugin-build-sdk = TypeScript 或 Python 的開發包在哪裡，預設是外掛資料夾裡的 sdk/
cli-plugin-no-kit = { $path } 裡沒有 { $mark }，不是這種語言的開發包。請用 --sdk 指出它在哪裡，或用 aftercare plugin new 重新寫一份。
cli-plugin-no-node = 編譯 TypeScript 外掛要有 node（20 以上）。請先裝好 node 再試。
cli-plugin-no-node-tools =
    開發包要用的工具還沒有裝：
      npm install --prefix { $sdk }
cli-plugin-no-python = 編譯 Python 外掛要有 python3（帶 venv）。請先裝好 python3 再試。
cli-plugin-no-python-tools =
    開發包要用的工具還沒有裝：
      python3 -m venv { $folder }/.venv
      { $folder }/.venv/bin/pip install -r { $sdk }/requirements.txt
cli-plugin-not-built-by-kit = 沒有編譯成功，原因見上面的輸出。

cli-plugin-install = 把套件放進停著的售後台：等老闆在頁面上同意以後才會執行
cli-plugin-install-by = 以哪位老闆的名義放進去（登入名）；只有一位時不用寫
cli-plugin-install-who = 有幾位老闆，請用 --by 寫明以誰的名義：{ $owners }
cli-plugin-install-running = 售後台正在執行（行程 { $pid }）。請在頁面「設定 → 外掛」（{ $page }）裡上傳這個套件，或先停下售後台。
cli-plugin-install-waits =
    { $plugin } { $version } 已放進售後台，等老闆同意。
    啟動後打開 { $page }，看清它要什麼，再決定同意與否；在那之前它不會執行。

cli-plugin-dev = 邊改邊試：檔案一變就重新編譯、測試，直到 Ctrl+C
cli-plugin-dev-times = 只編譯這麼多次就結束
cli-plugin-dev-waits = 等待檔案變化……（Ctrl+C 結束）

cli-plugin-conformance = 本類外掛的規則：試了 { $tried } 次，不符 { $broken } 處。
conformance-unauthorised = 服務回 401 時，{ $call } 應當回傳 auth，這樣帳號會停下來等人改金鑰；現在是 { $came }。
conformance-too-often = 服務回 429 而沒說多久時，{ $call } 應當回傳 rate-limited，自己給一個間隔（例如 60 秒）；現在是 { $came }。
conformance-too-often-told = 服務回 429 並要求等 120 秒時，{ $call } 應當回傳 rate-limited，after-s 不少於 120；現在是 { $came }。
conformance-server-error = 服務回 500 時，{ $call } 應當回傳 retryable（會改變對方資料的呼叫也可以是 unknown-outcome）；現在是 { $came }。
conformance-unsent = 連線不上、什麼都沒送出時，{ $call } 應當回傳 retryable；現在是 { $came }。
conformance-cut-read = 請求送出後連線斷了，而 { $call } 只是查詢，應當回傳 retryable；現在是 { $came }。用 POST 查詢的，請標明它唯讀（Rust：reads_only）。
conformance-cut-write = 請求送出後連線斷了，對方可能已經執行：{ $call } 應當回傳 unknown-outcome，絕不能讓售後台盲目重送；現在是 { $came }。
conformance-unreadable = 對方回的是一頁 HTML 或半截 JSON 時，{ $call } 應當回傳 upstream（批次查詢的，可以只標在那個包裹上）；現在是 { $came }。
conformance-parcels = { $call } 應當給每個問到的包裹恰好一個結果，並原樣帶回 parcel；現在帶回的是：{ $came }。
conformance-too-many = { $call } 一頁不能超過 window.limit 筆；現在有 { $came } 筆。請把 limit 傳給服務，或自己截斷並給出 next-cursor。
conformance-signature = 簽章不對的訊息，{ $call } 應當在讀內容之前回傳 auth(bad-signature)；現在是 { $came }。
conformance-states-double = { $call } 的狀態表裡 { $came } 出現了兩次，請只留一列。
conformance-unknown-code = 對方給出表裡沒有的代碼時，{ $call } 應當是 Unmapped 並原樣保留代碼；現在猜成了 { $came }。
conformance-breaks = 無論服務回什麼，{ $call } 都不能當掉，應當回傳帶型別的錯誤：{ $came }
conformance-secret = 金鑰 { $came } 出現在 { $call } 的結果或記錄裡。請不要把它寫進任何文字。

cli-plugin-run = 真的呼叫一次：按清單申請的網址去問服務，顯示請求、記錄和結果
cli-plugin-run-what = 外掛的資料夾，或裡面的元件
cli-plugin-run-account = 帳號的設定和金鑰，一行一項：key = "…"（TOML）
cli-plugin-run-call = 呼叫哪一個，例如 courier.track；預設測試連線
cli-plugin-run-json = 參數，按契約裡的名字寫成 JSON
cli-plugin-run-wrong = 沒法呼叫：{ $why }。請按 plugins/wit 裡的名字寫。
cli-plugin-account-unfit = { $path } 裡這幾項不對、沒寫，或清單裡沒有：{ $why }。請對照 plugin.toml 的 [[settings]]。
cli-plugin-record = 真的呼叫一次，並錄成一個案例：金鑰和個人資料換成替身
cli-plugin-record-as = 案例的名字，寫進 fixtures/NAME.json
cli-plugin-record-differs = 換成替身以後，這次呼叫走得不一樣，沒有錄下來：{ $why }
cli-plugin-record-taken = { $path } 已經有了，不會覆蓋。請換一個名字，或先刪掉它。
cli-plugin-recorded = 已錄到 { $path }。公開之前請再看一遍：金鑰、手機號、姓名、地址都換掉了，服務自己的說法可能還帶著別的。

cli-plugin-unfit-no-component = 這不是 WebAssembly 元件（{ $why }）。請用 aftercare plugin build 編譯。
cli-plugin-unfit-other-track = 外掛按 aftercare:plugin { $wanted } 編譯，這裡的售後台用的是 { $here }.x。請作者按 { $here } 重新編譯，或換新版售後台。
cli-plugin-unfit-unknown-part = 外掛要用 { $name }，這裡的售後台沒有。請換新版售後台。
cli-plugin-unfit-forbidden = 外掛要用 { $name }，但連網只能走 aftercare:plugin/http。TypeScript 請去掉 http 和 fetch-event 再編譯。
cli-plugin-unfit-no-offer = 元件沒有匯出 aftercare:plugin 的任何介面。請至少匯出一個：{ $offers }。
