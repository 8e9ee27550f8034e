# 檯面：頁面上的話

## 名字

product = 售後台

## 頁面框架

skip-to-content = 跳到正文
nav-label = 主導覽
nav-today = 今天
nav-all = 全部
nav-orders = 訂單
nav-warehouse = 倉庫
nav-finance = 財務
nav-settings = 設定
find-label = 搜 單號 / 手機末碼 / 暱稱 / 任何字詞
at-risk = 2 小時內 {$amount} 有風險
sign-out = 登出
save = 儲存
at-risk-short = {$amount} 有風險

## 清單

list-title = 售後單
list-tabs = 清單
list-open = 未結
list-mine = 我負責
list-by-itself = 平台到時
list-disputed = 平台介入
list-promised = 有承諾
list-all = 全部，新的在前
list-kind = 類型
list-role = 輪到誰
list-owner = 負責人
list-show = 顯示
list-next = 下一頁
list-empty = 這個清單裡沒有售後單。
list-empty-next = 從訂單新建一張
col-left = 還剩多久
col-then = 到時會怎樣
col-money = 金額
col-no = 單號
col-kind = 類型 · 通路
col-state = 狀態
col-buyer = 買家 · 商品
col-owner = 負責人

## 今天

today-by-itself = 到時平台自動處理
today-by-itself-empty = 48 小時內沒有平台會自動處理的售後單。
today-promised = 我答應過的
today-promised-empty = 48 小時內沒有到期的承諾。
today-mine = 輪到我
today-mine-empty = 現在沒有要你處理的售後單。

## 佇列

warehouse-title = 倉庫
warehouse-empty = 沒有等倉庫處理的售後單。掃描退貨單號或退貨碼可以開啟對應的單。
warehouse-scan = 掃描物流單號或退貨碼
warehouse-open = 開啟
finance-title = 財務
finance-empty = 沒有等財務處理的售後單。

## 尋找

find-title = 尋找
find-cases = 售後單
find-orders = 訂單
find-buyers = 買家

## 登入與設定

sign-in = 登入
sign-in-wrong = 登入名稱或密碼不對。
sign-in-too-often = 試的次數太多，請 15 分鐘後再試。
field-login = 登入名稱
field-login-hint = 小寫字母或數字，例如 wang。
field-password = 密碼
field-password-hint = 至少 10 個字元，幾個不相干的詞最好記。
field-display-name = 姓名
field-shop-name = 商店名稱
field-channel = 通路
field-lang = 語言
field-zone = 時區
field-theme = 外觀
theme-auto = 跟隨系統
theme-light = 淺色
theme-dark = 深色
password-short = 密碼至少 10 個字元。
password-long = 密碼最多 128 個字元。
password-common = 這個密碼太常見，很容易被猜到。
password-wrong = 目前的密碼不對。
password-change = 變更密碼
password-old = 目前的密碼
password-new = 新密碼
setup-title = 開始使用售後台
setup-lead = 三步就好，之後都可以修改。
setup-token = 設定碼
setup-token-hint = 在啟動視窗裡，或資料夾的 setup-token 檔案第一行。
setup-token-wrong = 設定碼不對或已過期。請複製啟動視窗裡的連結。
setup-owner = 店主帳號
setup-shop = 商店
setup-go = 開始使用
setup-demo = 範例資料
setup-demo-no = 不要，從空白開始
setup-demo-yes = 放進一家小店的訂單和售後單，先看看怎麼用

## 設定

settings-version = 版本
settings-cases = 售後單數
settings-orders = 訂單數
settings-store = 資料
settings-store-ok = 可以讀寫
settings-staff = 員工
settings-staff-hint = 帳號、角色、審批權限
settings-shops = 商店
settings-shops-hint = 名稱、退貨地址、客服電話
settings-backups = 備份與檢查
settings-backups-hint = 立即備份，檢查資料是否完好
staff-add = 新增員工
staff-inactive = 已停用
staff-password-hint = 至少 10 個字元。當面告訴本人，請對方登入後變更。
staff-reset = 重設密碼
field-roles = 角色
field-shops = 可看的商店
field-shops-hint = 都不選就是全部商店。
field-limit = 自己能批的金額上限（元）
field-limit-hint = 留空依角色預設。
field-active = 在職，可以登入
shop-add = 新增商店
shop-no-address = 還沒有退貨地址
field-hotline = 客服電話
field-return-address = 退貨地址
field-return-address-hint = 收件人、電話、地址。同意退貨時告訴買家。
backup-make = 立即備份
backup-running = 正在備份，稍後重新整理查看。
backup-folder = 備份儲存在 {$folder}。
backup-key = 個資的金鑰不在備份裡，請另外保管。
backup-none = 還沒有備份。點「立即備份」做第一份。
backup-at = 時間
backup-age = 多久以前
backup-size = 大小
backup-checked = 檢查
backup-good = 完好
backup-wrong = 不可用
examine-title = 資料檢查
examine-hint = 核對每筆紀錄、索引、時間軸和檔案，什麼都不會變動。
examine-go = 開始檢查
examine-sound = 全部完好。
examine-unsound = 發現問題，請在伺服器上執行 aftercare doctor 查看詳情。
examine-events = 時間軸紀錄
examine-files = 檔案
examine-disk = 磁碟剩餘

## 完成後說的話

done-saved = 已儲存。
done-password = 密碼已變更，其他裝置已登出。
done-staff-added = 已新增。
done-staff-password = 密碼已重設，對方需重新登入。
done-shop-added = 商店已新增，接著填寫退貨地址。
done-backup = 備份完成，已檢查。
done-backup-begun = 備份進行中。

## 出錯頁面

failure-title-400 = 請求有誤
failure-title-403 = 沒有權限
failure-title-404 = 找不到
failure-title-405 = 不能這樣開啟
failure-title-409 = 現在不行
failure-title-413 = 內容太大
failure-title-422 = 需要修改
failure-title-429 = 太頻繁
failure-title-500 = 出錯了
failure-title-503 = 暫時不能儲存
failure-400 = 瀏覽器傳來的內容讀不懂。請返回上一頁再試一次。
failure-403 = 這個請求不是從本站頁面發出的，已拒絕。請返回上一頁重新整理後再試。
failure-405 = 這個網址只接受表單提交。
failure-413 = 傳送的內容超過了允許的大小。
failure-429 = 操作太頻繁，請稍後再試。
failure-back = 回到首頁
failure-request = 請求編號
