# 錯誤

## 出錯時說的話

error-not-found = 找不到這個頁面或這筆紀錄。
error-not-allowed = 你沒有這項權限。
error-not-allowed-page = 你沒有這項權限。需要的話，請店主在「設定 · 員工」裡替你加上角色。
error-invalid = 有些內容需要修改，請看標出的地方。
error-changed-meanwhile = 這張單剛被別人改過，請看過最新內容再操作。
error-read-only = 系統暫時只能檢視，不能儲存。請聯絡管理員檢查磁碟。
error-busy = 現在操作的人太多，請稍後再試。
error-fault = 系統發生錯誤，已經記錄下來。請稍後再試。

## 填寫有誤

error-required = 這一項必填。
error-login-form = 登入名稱為 2 到 64 個字元，不能有空格。
error-login-taken = 這個登入名稱已經有人用了。
error-role-missing = 至少選一個角色。
error-last-owner = 至少要有一位在職的店主。
error-zone-unknown = 沒有這個時區。
error-shop-taken = 已經有同名的商店。
error-order-without-lines = 訂單至少要有一件商品。
error-money-form = 金額寫成 129 或 129.50 這樣，最多兩位小數。
