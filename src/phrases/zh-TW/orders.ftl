# 訂單與買家

## 訂單

order-list = 訂單
order-list-empty = 還沒有訂單。
order-import = 匯入訂單
order-by-hand = 手動輸入訂單
order-keep = 儲存訂單
order-add-line = 再加一行
order-sku = 規格
order-price = 單價
order-paid-hint = 留空按商品與運費合計。
order-ordered = 下單
order-paid = 付款
order-shipped = 出貨
order-signed = 簽收
order-completed = 完成
order-closed = 關閉
order-cod = 貨到付款
order-refunded = 已退
order-cases = 售後單
order-no-cases = 這筆訂單沒有售後單。
order-money = 金額
order-goods-total = 商品合計
order-freight = 運費
order-discount = 優惠
order-shown-no = 買家看到的單號 {$no}
order-subsidy = 平台補貼
order-paid-total = 實付
order-address = 收件地址
order-buyer-note = 買家留言
order-seller-note = 賣家備註

## 買家

buyer-identities = 身分
buyer-note = 備註
buyer-note-hint = 只寫事實，不寫評價。
buyer-risk = 風險等級
buyer-erased = 這位買家的個人資料已刪除。
buyer-no-cases = 沒有售後單。
buyer-no-orders = 沒有訂單。
reveal = 顯示
reveal-hint = 每次顯示都會記錄，每人每小時最多 20 次。
reveal-title = 個人資料
reveal-logged = 已記錄誰在何時查看。離開本頁後需重新顯示。

## 完成與錯誤

done-order-kept = 訂單已儲存。
error-order-known = 這家商店已有這個訂單編號。
error-order-line = 每行要有商品名稱、件數和正確的單價。
error-paid-below-freight = 實付不能小於運費。

## 匯入的頁面

bring-lead = 上傳平台匯出的訂單或售後清單，先預覽，再匯入。同一份檔案再匯入一次不會重複。
bring-file = 檔案
bring-file-hint = CSV 或 Excel（.xlsx、.xls），最大 200 MB。
bring-upload = 上傳並預覽
bring-past = 最近的匯入
bring-result = 結果
bring-when = 時間
bring-counts = 新增 {$created}，更新 {$updated}，未變 {$skipped}，有問題 {$bad}
bring-progress = 已處理 {$done} / {$rows} 列
bring-encoding = 文字編碼
bring-start = 開始匯入
bring-drop = 不匯入
bring-stop = 停止
bring-stopping = 正在停止，已匯入的會保留。
bring-retry = 再匯入一次
bring-rows = 列數
bring-created = 新增
bring-updated = 更新
bring-skipped = 未變
bring-bad = 有問題的列
bring-profile = 表格
bring-bad-title = 沒有匯入的列
bring-bad-download = 下載這些列
bring-bad-file = 有問題的列
bring-row = 列
bring-column = 欄
bring-excerpt = 內容
bring-unknown = 沒有見過的標題列
bring-map = 指定每一欄的含義
bring-kind = 這張表是
bring-merged = 同一筆訂單只有第一列有訂單編號
bring-remember = 記住並重新預覽
bring-too-large = 檔案超過 200 MB。請按時間分成幾段匯出。
bring-no-file = 請選擇一個檔案。

## 無主件

ownerless-title = 無主件
ownerless-empty = 沒有無主件。
ownerless-new = 登記一件
ownerless-take = 登記
ownerless-tail = 手機末碼
ownerless-received = 收到
ownerless-matched = 已認領到
ownerless-disposal = 處置方式
ownerless-match = 認領到售後單
ownerless-proposed = 可能是這些
ownerless-no-proposal = 暫時沒有相符的售後單。可以填面單上的暱稱或手機號碼再找。
ownerless-score = 比對分數
ownerless-why = 依據
ownerless-sender = 寄件人暱稱或手機號碼
ownerless-sender-hint = 照面單填暱稱、手機號碼或末四碼。
ownerless-look = 查找售後單
