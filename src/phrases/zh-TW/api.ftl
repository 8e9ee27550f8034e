# API

## 權杖能做什麼

scope-cases-read = 查看售後單
scope-cases-act = 新建和處理售後單
scope-orders-read = 查看訂單
scope-orders-write = 新增和更新訂單
scope-import = 匯入訂單檔案
scope-buyers-read = 查看買家（已遮罩）
scope-buyers-reveal = 查看完整的個人資料（逐項記錄）
scope-search = 搜尋

## 出了什麼問題

problem-title-malformed = 請求讀不懂
problem-malformed = 請求內容不是有效的 JSON。
problem-title-invalid-query = 查詢參數有誤
problem-invalid-query = 網址裡的參數有不認識的、重複的或不合要求的，見 errors。
problem-title-idempotency-key-missing = 缺少 Idempotency-Key
problem-idempotency-key-missing = 會改動資料的請求要帶 Idempotency-Key：1 到 80 個可見字元，每次改動各用一個。
problem-title-not-authenticated = 沒有有效的權杖
problem-not-authenticated = 請在 Authorization 裡帶上有效的權杖。它可能已過期、已撤銷，或所屬的人已停用。
problem-title-scope-missing = 權杖沒有這項範圍
problem-scope-missing = 這個權杖沒有開通這項範圍，請換一個權杖。
problem-title-not-allowed = 沒有權限
problem-not-allowed = 權杖所屬的人沒有這項權限。
problem-title-not-found = 找不到
problem-not-found = 找不到這筆記錄，或者權杖所屬的人看不到它。
problem-title-method-not-allowed = 這個網址不支援這種方法
problem-method-not-allowed = 這個網址支援的方法寫在 Allow 裡。
problem-title-refused = 規則不允許
problem-refused = 規則不允許這樣做。
problem-title-warned = 有提醒需要確認
problem-warned = 新建前有提醒，看過後把它們寫進 accept_warnings 再送一次。
problem-title-changed-meanwhile = 目前的狀態做不了
problem-changed-meanwhile = 它剛被改過，或正在進行。請看過目前的狀態再決定。
problem-title-precondition-failed = 已被別人改過
problem-precondition-failed = 讀取之後已有改動（If-Match 對不上），請重新讀取。
problem-title-too-large = 內容太大
problem-too-large = 請求內容超過了上限。
problem-title-wrong-content-type = 內容類型不對
problem-wrong-content-type = 這個網址不接受這種 Content-Type。
problem-title-invalid = 內容不合要求
problem-invalid = 有內容不合要求，見 errors。
problem-title-idempotency-key-reused = Idempotency-Key 已用過
problem-idempotency-key-reused = 這個 Idempotency-Key 已用於另一份內容。新的改動請用新的。
problem-title-too-many-requests = 請求太頻繁
problem-too-many-requests = 請求太頻繁，請等 Retry-After 寫的秒數再試。
problem-title-fault = 系統出錯
problem-fault = 系統出錯了，已依 request_id 記入日誌。
problem-title-unavailable = 暫時不能儲存
problem-unavailable = 系統暫時不能儲存，或等候的操作太多。可用同一個 Idempotency-Key 稍後重試。

## 哪裡不合要求

error-field-unknown = 沒有這個欄位。
error-field-twice = 同一個欄位出現了兩次。
error-value-form = 型別或格式不對。
error-time-form = 時間寫成 RFC 3339，例如 2026-11-22T09:00:00+08:00。
error-amount-range = 金額是以分為單位的整數，0 到 100000000000。
error-text-long = 文字太長。
error-text-control = 文字裡有控制字元。
error-cursor = 請原樣使用上一頁的 next。
error-field-not-asked = 這個動作不需要這一項。
error-one-per-line = 按售後單的明細逐行各寫一項。
error-other-shop = 訂單屬於另一家商店。
error-if-match = 寫成讀取時 ETag 的樣子，例如 "12"。
error-key-form = 寫成 1 到 80 個可見 ASCII 字元，只出現一次。
error-key-reused = 它已用於另一份內容。

## 設定

setting-api-per-minute = 一個 API 權杖每分鐘最多請求幾次
setting-api-burst = 其中最多幾次可以同時到
setting-right-api-per-minute = 1 到 1000000 的整數
setting-right-api-burst = 1 到 100000 的整數

## 權杖頁

tokens-about = 權杖讓程式用你的身分讀寫售後台，權限不會超過你自己。每個程式各用一個，不用了就撤銷。
tokens-document = API 說明（OpenAPI）
tokens-none = 還沒有權杖。
tokens-new = 新建權杖
token-confirm = 輸入密碼後新建
token-name = 名稱
token-name-hint = 寫明給誰用，例如「倉庫腳本」
token-whose = 所屬
token-begins = 開頭
token-scopes = 可以做
token-scopes-hint = 只勾需要的。
token-expires = 有效期
token-used = 最近使用
token-never-used = 還沒用過
token-endless = 長期有效
token-expired = 已過期
token-days-30 = 30 天
token-days-90 = 90 天
token-days-365 = 1 年
token-create = 新建權杖
token-revoke = 撤銷
token-shown = 新權杖，只顯示這一次，請馬上複製到要用的地方：
token-was-shown = 這個權杖剛才已經新建，並且只顯示那一次。沒來得及複製的話，請撤銷它再新建一個。
token-name-form = 名稱最多 64 個字，不能換行。
token-scope-missing = 至少勾一項。
token-expires-past = 有效期要在以後。
token-too-many = 權杖太多了，先撤銷不用的。
done-token-revoked = 已撤銷，用它的程式馬上進不來了。

## 命令列

cli-token = API 權杖：新建、列出、撤銷
cli-token-create = 新建權杖，只顯示一次
cli-token-list = 列出所有權杖
cli-token-revoke = 撤銷權杖
cli-token-login = 權杖用誰的權限：登入名稱
cli-token-name = 權杖的名稱
cli-token-scope = 可以做什麼，可寫多次
cli-token-expires = 到期日（YYYY-MM-DD，當天結束時）；不寫則長期有效
cli-token-json = 輸出 JSON
cli-token-id = 權杖的編號，見 token list
cli-token-made = 權杖（只顯示這一次）：{ $token }
cli-token-revoked = 已撤銷權杖 { $id }「{ $name }」。
cli-token-unknown = 沒有編號為 { $id } 的權杖。
cli-token-day = 到期日寫成 2027-06-30 這樣，並且在今天之後。
cli-demo-token = API（店主的權杖，只在這裡顯示）：{ $address } Authorization: Bearer { $token }
