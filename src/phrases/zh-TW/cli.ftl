# The command line and its settings.

# What the commands are for, in `--help`.
cli-about = 售後台：商店自己執行的售後系統
cli-serve = 啟動服務（不寫命令時就是它）
cli-demo = 用示範商店開一個臨時實例，關掉後不留痕跡
cli-json = 輸出一個 JSON 物件
cli-admin = 管理員帳號：建立或重設密碼
cli-admin-create = 新建一個店主帳號
cli-admin-reset = 重設密碼並登出該帳號的所有裝置
cli-admin-login = 登入名稱
cli-admin-password-stdin = 從標準輸入讀取密碼；不寫則隨機產生並只顯示一次
cli-backup = 備份：複製、開啟核對，才算數
cli-restore = 從備份還原，原有資料留在一旁
cli-restore-from = 備份資料夾
cli-doctor = 檢查資料：索引、歷程、檔案、磁碟、時鐘；再試信箱和閘道通不通
cli-offline = 不試信箱和閘道
cli-reindex = 依記錄重建全部索引
cli-config = 檢視設定
cli-config-print = 列出每項設定、目前的值和來源
cli-config-file = 設定檔；預設是資料夾裡的 aftercare.toml
cli-healthcheck = 詢問正在執行的服務是否正常
cli-bench = 在臨時資料夾裡填滿資料，透過 HTTP 測速
cli-bench-cases = 填多少張售後單
cli-bench-folder = 填好的資料留在這個資料夾裡，以後直接再測
cli-bench-components = 範例外掛各語言版本所在的資料夾（由 plugins/examples/build 產生）
cli-bench-only = 只測其中幾項，用逗號分開：today,list,case,find,search,create,act
cli-bench-plugins = 改測外掛：與裸引擎並排的呼叫、成批安裝和輪詢、惡意外掛旁的頁面
cli-bench-notices = 改測通知：排隊、寄到本機的電子郵件伺服器、一次操作裡多出的開銷，與只用 SMTP 程式庫並排
cli-bench-seconds = 每項測幾秒
cli-heading-settings = 設定
cli-exit-codes =
    結束碼：
    0 完成；1 出錯；2 命令或設定寫錯；
    3 現在不行（資料夾或連接埠被占用，或缺少前提）；4 完成，但有需要人看的地方。

# What the commands say.
cli-failed = 錯誤：{ $why }
cli-store = 打不開資料：{ $why }
cli-needs-stopped = 這個命令要在服務停下時執行：先停止行程 { $pid }，再試一次。
cli-port-taken = 位址 { $address } 已被別的程式占用。停掉那個程式，或換一個連接埠，例如 AFTERCARE_LISTEN={ $other }。
cli-cannot-listen = 不能監聽 { $address }：{ $why }。用 AFTERCARE_LISTEN 換一個位址。
cli-ready = 售後台已啟動：{ $address }
cli-set-up-here = 第一次使用，請在瀏覽器開啟這個連結完成設定（24 小時內有效，只能用一次，也寫在 { $file } 裡）：
cli-stopping = 正在停止：等手上的請求做完，最多 { $seconds } 秒。
cli-healthy = 正常：{ $address }
cli-unhealthy = 不正常：{ $address } { $why }。看看服務是否在執行，以及日誌裡寫了什麼。
cli-admin-not-set-up = 還沒有完成首次設定：先執行 aftercare serve，用它顯示的連結設定。
cli-admin-unknown = 沒有叫「{ $login }」的帳號。
cli-admin-created = 已建立店主帳號「{ $login }」。
cli-admin-was-reset = 「{ $login }」的密碼已重設，原有登入全部登出。
cli-admin-password = 密碼（只顯示這一次）：{ $password }
cli-admin-password-short = 密碼至少要 { $count } 個字元。
cli-origin-default = 預設

# Settings: what each is for.
setting-data = 存放全部資料的資料夾
setting-listen = 服務監聽的位址和連接埠
setting-public-url = 別人在瀏覽器裡輸入的網址，可以帶路徑；空著就是監聽位址
setting-trusted-proxies = 可以代報來訪位址的反向代理，用逗號分隔
setting-key-file = 個人資料金鑰檔；空著就放在資料夾裡
setting-backup-folder = 備份放在哪裡；空著就是資料夾裡的 backups
setting-backup-keep = 保留幾份備份
setting-workers = 處理請求的執行緒數；空著就是處理器核數
setting-log = 日誌記多細
setting-log-format = 日誌格式：auto 在終端機裡是文字，別處是 JSON

# Settings: what a right value looks like.
setting-right-path = 檔案或資料夾的路徑
setting-right-address = 位址加連接埠，例如 127.0.0.1:8080 或 [::1]:8080
setting-right-url = 以 http:// 或 https:// 開頭的網址，例如 https://shop.example/aftercare
setting-right-networks = 用逗號分隔的位址或網段，例如 127.0.0.1, 10.0.0.0/8
setting-right-backup-keep = 1 到 1000 的整數
setting-right-workers = 1 到 256 的整數，或空著
setting-right-log = error、warn、info、debug，或 tracing 的過濾寫法，例如 info,aftercare::web=debug
setting-right-log-format = auto、json 或 text
setting-right-utf8 = UTF-8 文字
setting-right-scalar = 一個值或一個清單

# Settings: what is wrong.
setting-wrong-value = { $place } 的值「{ $value }」不對。應當是：{ $right }。
setting-unknown = 沒有這個設定：{ $place }。aftercare config print 列出全部設定。
setting-unknown-but = 沒有這個設定：{ $place }。是不是 { $guess }？
setting-file-unreadable = 讀不了設定檔 { $path }：{ $why }
setting-file-broken = 設定檔寫錯了，{ $place }：{ $why }
setting-data-in-data = { $place }：資料夾裡的設定檔不能改變資料夾的位置。用 --data、AFTERCARE_DATA，或用 --config 指定別處的檔案。

# More of what the commands say.
cli-in-use = 行程 { $pid } 正在用這個資料夾，最多等它 { $seconds } 秒。
cli-no-data = { $folder } 裡還沒有資料。用 --data 或 AFTERCARE_DATA 指定資料夾，或先執行 aftercare serve。
cli-backup-made = 備份已完成並核對：{ $path }（{ $cases } 張售後單，{ $orders } 個訂單，{ $size }）。
cli-backup-key = 備份裡沒有個人資料的金鑰，請把金鑰檔另存一份。
cli-backup-asked = 服務正在執行（行程 { $pid }），已請它備份，稍等。
cli-backup-unanswered = 正在執行的服務沒有做出備份，請看它的日誌。
cli-restore-without-key = 金鑰丟了也還原：個人資料再也讀不出來，其餘都在
cli-restored = 已還原 { $at } 的備份：{ $cases } 張售後單，{ $orders } 個訂單，{ $files } 個附件。
cli-restored-aside = 原有資料留在 { $path }，確認無誤後可以刪除。
cli-restored-lacking = 備份時就缺 { $count } 個附件。
cli-reindexed = 索引已重建：{ $records } 條記錄，{ $rows } 列索引。
cli-reindex-unreadable = { $count } 條記錄讀不出來，沒有索引；用 aftercare restore 還原備份。
cli-examined = 已檢查 { $cases } 張售後單、{ $events } 條歷程、{ $records } 條記錄、{ $rows } 列索引、{ $files } 個附件；資料庫 { $size }，磁碟剩餘 { $free }。
cli-findings-more = 還有 { $count } 處沒有列出。
cli-sound = 一切正常。
cli-cured-by-reindex = aftercare reindex 可以修好索引和計數。
cli-demo-here = 示範商店已開好，點連結即可登入（按 Ctrl+C 關閉，不留痕跡）：
cli-bench-filling = 正在填入 { $count } 張售後單……

# What the doctor finds: how bad, and what.
severity-note = 提示
severity-warning = 注意
severity-broken = 損壞
doctor-record-unreadable = 記錄讀不出來
doctor-record-orphaned = 記錄沒有所屬的售後單
doctor-index-missing = 缺索引列
doctor-index-extra = 多餘的索引列
doctor-index-different = 索引列與記錄不符
doctor-counter-different = 計數與記錄不符
doctor-index-unfinished = 重建索引中斷過
doctor-chain-broken = 歷程的鏈條斷了
doctor-file-missing = 附件不見了
doctor-file-damaged = 附件損壞
doctor-file-unnamed = 沒有記錄提到的附件，夜裡會清掉
doctor-disk-nearly-full = 磁碟快滿了
doctor-clock-behind = 時鐘比最新的歷程還早
doctor-key-unfit = 金鑰打不開個人資料
doctor-key-exposed = 本機其他使用者能讀到金鑰檔
doctor-read-only = 磁碟出錯後停止了寫入

# 匯入
cli-import = 匯入檔案
cli-import-orders = 匯入平台匯出的訂單表或售後列表
cli-import-file = 平台匯出的 CSV 或 Excel 檔案
cli-import-shop = 匯入到哪個商店：編號或名稱；只有一個商店時不用寫
cli-import-encoding = 文字編碼，例如 gb18030；不寫則自動辨識
cli-import-unreadable = 讀不了 { $file }：{ $why }
cli-import-encoding-unknown = 沒有叫「{ $name }」的編碼。可以寫：{ $all }。
cli-first-shop = 我的商店
cli-import-which-shop = 請用 --shop 指明商店：{ $shops }
cli-imported = 已匯入（{ $profile }，{ $encoding }）：共 { $rows } 行，新增 { $created }，更新 { $updated }，沒有變化 { $skipped }，有問題的行 { $bad }。
cli-admin-reset-factor = 取消一個人的兩步驟驗證（手機與復原碼都遺失時）
cli-admin-factor-was-reset = {$login} 的兩步驟驗證已取消，密碼不變。
cli-admin-factor-unknown = 沒有 {$login} 這個登入名稱，或者沒有開啟兩步驟驗證。
cli-reached = 通了：{ $what }
cli-not-reached = 不通：{ $what }（{ $said }）
