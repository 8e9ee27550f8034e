# 外掛頁面

## 不能這樣做時

error-plugin-other-key = 簽章的密鑰和以前不同，舊密鑰也沒有聲明由它接替。請向原發布者核實；若確認要換，先移除現有外掛再安裝。
error-plugin-unsigned-now = 以前的版本有簽章，這個沒有。請向原發布者要簽過章的套件。
error-plugin-version-differs = 同一個版本號以前來過，內容卻不同。版本一經出現就不能再變，請讓發布者換一個版本號。
error-plugin-too-many = 外掛太多了，先移除用不著的。
error-plugin-releases-many = 這個外掛的版本太多了，先丟棄用不著的。
error-plugin-accounts-many = 帳號太多了。
error-plugin-active = 這個版本正在使用，不能丟棄。
error-plugin-no-grant = 還沒有人同意這個版本的權限。
error-plugin-unfit = 這一項不符合要求。
error-plugin-account-name = 名稱最多 60 個字，不能換行。
error-plugin-account-taken = 已有同名帳號。

## 狀態

plugin-state-uploaded = 待同意
plugin-state-installed = 已安裝，未啟用
plugin-state-enabled = 已啟用
plugin-state-paused = 已暫停
plugin-state-quarantined = 出錯較多，暫時停用
plugin-state-disabled = 已停用
error-plugin-not-running = 外掛沒有啟用。請先在外掛頁啟用它。
error-plugin-account-paused = 這個帳號暫停了：憑證有問題。改好並儲存後會再試。
error-plugin-quarantined = 外掛連續出錯，先停一會兒；外掛頁寫著原因和恢復的時間。
