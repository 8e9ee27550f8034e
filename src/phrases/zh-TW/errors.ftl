# 錯誤

## 出錯時說的話

error-not-found = 找不到這個頁面或這筆紀錄。
error-not-allowed = 你沒有這項權限。
error-invalid = 有些內容需要修改，請看標出的地方。
error-changed-meanwhile = 這張單剛被別人改過，請看過最新內容再操作。
error-read-only = 系統暫時只能檢視，不能儲存。請聯絡管理員檢查磁碟。
error-busy = 現在操作的人太多，請稍後再試。
error-fault = 系統發生錯誤，已經記錄下來。請稍後再試。
