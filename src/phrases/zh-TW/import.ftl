# 匯入

## 整個檔案為什麼讀不了

import-refused-empty = 檔案是空的。請重新從平台匯出後再上傳。
import-refused-too-large = 檔案超過 {$limit} MB。請按時間分成幾段匯出，再逐一上傳。
import-refused-program = 這是一個程式，不是表格。請不要開啟它，重新從平台匯出訂單。
import-refused-picture = 這是一張圖片，不是表格。請上傳平台匯出的 CSV 或 Excel。
import-refused-pdf = 這是 PDF，裡面的表格讀不出來。請從平台匯出 CSV 或 Excel。
import-refused-other-kind = 這是 {$kind} 檔案，不是表格。請上傳平台匯出的 CSV 或 Excel。
import-refused-html-table = 這其實是網頁，只是名字像 Excel。請用 Excel 開啟，另存成 .xlsx 後再上傳。
import-refused-archive = 這是壓縮檔。請先解壓縮，再上傳裡面的表格。
import-refused-other-workbook = 這種活頁簿讀不了。請另存成 .xlsx 或 .csv 後再上傳。
import-refused-not-text = 檔案裡不是文字，也不是活頁簿。請重新從平台匯出。
import-refused-bomb = 這個活頁簿解開後大得不正常，沒有開啟它。請重新匯出，或另存成 CSV。
import-refused-line-too-long = 第 {$row} 列超過 {$limit} KB，多半是引號沒有成對。請檢查這一列，或改用 .xlsx 匯出。
import-refused-too-many-columns = 超過 {$limit} 欄。請確認這是平台匯出的訂單表。
import-refused-too-many-rows = 超過 {$limit} 列。請按時間分成幾段匯出，再逐一上傳。
import-refused-too-scattered = 同一訂單的列離得太遠，記憶體放不下。請先按訂單編號排序，或把訂單表和商品表分開上傳。
import-refused-encrypted = 活頁簿設了密碼。請在 Excel 裡移除密碼再上傳。
import-refused-damaged = 活頁簿已經損壞。請重新從平台匯出。
import-refused-unknown-headings = 沒有見過這樣的表頭。請在預覽裡指定每一欄是什麼，下次會記得。
import-refused-missing-columns = 缺少必要的欄：{$columns}。請在平台匯出時勾選它們，或在預覽裡指定。
import-refused-unreadable = 檔案沒有讀完，可能上傳中斷了。請再試一次。

## 一行為什麼沒有匯入

import-reason-missing = 必要的內容是空的。
import-reason-digits-lost = 編號被試算表軟體改成了科學記號，後面的數字已經遺失。請重新匯出，不要用試算表軟體開啟後儲存。
import-reason-not-a-number = 這不像是編號。
import-reason-not-money = 金額看不懂，或者超過兩位小數。
import-reason-not-a-count = 數量應該是 1 以上的整數。
import-reason-not-a-time = 時間看不懂，或者沒有這一天。
import-reason-too-long = 內容太長。
import-reason-quote-open = 這一格的引號沒有成對，把後面的列也吞了進來。
import-reason-other-row = 同一訂單的另一列有問題，整張訂單先不匯入。
import-reason-no-order = 看不出這一列屬於哪張訂單。
import-reason-order-unknown = 沒有這張訂單。請先匯入訂單表。
import-reason-kind-unknown = 看不出買家要的是退款、退貨還是別的。請在平台上查看，再手動登記。
import-reason-refused = 按規則不能這樣處理。

## 欄的含義

import-field-order-no = 訂單編號
import-field-status = 訂單狀態
import-field-nick = 買家暱稱
import-field-buyer-id = 買家平台編號
import-field-ordered-at = 下單時間
import-field-paid-at = 付款時間
import-field-shipped-at = 出貨時間
import-field-signed-at = 簽收時間
import-field-completed-at = 完成時間
import-field-closed-at = 關閉時間
import-field-goods-total = 貨款合計
import-field-freight = 運費
import-field-discount = 優惠
import-field-subsidy = 平台負擔的優惠
import-field-paid-total = 實付金額
import-field-seller-note = 商家備註
import-field-buyer-note = 買家留言
import-field-close-reason = 關閉原因
import-field-pay-method = 付款方式
import-field-receiver = 收件人
import-field-phone = 電話
import-field-address = 收件地址
import-field-province = 省
import-field-city = 市
import-field-district = 區縣
import-field-carrier = 物流公司
import-field-tracking-no = 物流單號
import-field-sub-order-no = 子訂單編號
import-field-title = 商品標題
import-field-sku-text = 規格
import-field-sku-code = 商家編碼
import-field-quantity = 數量
import-field-unit-price = 單價
import-field-line-paid = 這一列的實付（不含運費）
import-field-line-due = 這一列的應付（含運費）
import-field-refund-no = 平台售後單號
import-field-refund-kind = 售後類型
import-field-refund-status = 售後狀態
import-field-refund-amount = 退款金額
import-field-refund-reason = 售後原因
import-field-refund-text = 買家說明
import-field-applied-at = 申請時間
import-field-finished-at = 完結時間
import-field-due-at = 逾期時間
import-field-goods-status = 貨物狀態
import-field-needs-return = 是否需要退貨
import-field-intervention = 平台介入
import-field-return-carrier = 退貨物流公司
import-field-return-tracking-no = 退貨物流單號
import-field-unused = 不用這一欄

## 這張表裡是什麼

import-sheet-orders = 訂單
import-sheet-lines = 訂單裡的商品
import-sheet-refunds = 售後單

## 認得的表格

import-profile-desk-orders = 售後台匯出的訂單
import-profile-taobao-classic = 淘寶訂單（舊版 CSV）
import-profile-taobao-2026 = 淘寶訂單（2026 版活頁簿）
import-profile-taobao-sub-orders = 淘寶子訂單
import-profile-taobao-two-sheets = 淘寶訂單（兩張表）
import-profile-taobao-lines = 淘寶寶貝報表
import-profile-taobao-refunds = 淘寶退款列表
import-profile-pinduoduo-orders = 拼多多訂單
import-profile-pinduoduo-refunds = 拼多多售後列表
import-profile-douyin-orders = 抖店訂單
import-profile-douyin-refunds = 抖店售後列表
import-profile-jd-orders = 京東訂單
import-profile-jd-services = 京東服務單
import-profile-1688-orders = 1688 訂單（簡表）
import-profile-1688-workbook = 1688 訂單（活頁簿）
import-profile-wechat-orders = 微信小店訂單
import-profile-wechat-refunds = 微信小店售後列表
import-profile-by-hand = 手動指定

## 文字編碼

import-encoding-utf-8 = UTF-8
import-encoding-gb18030 = 簡體中文（GBK、GB18030）
import-encoding-utf-16le = UTF-16（小端序）
import-encoding-utf-16be = UTF-16（大端序）
import-encoding-big5 = 繁體中文（Big5）

## 有問題的行匯出時多出的欄

import-bad-row = 原檔案列號
import-bad-column = 有問題的欄
import-bad-reason = 原因

## 匯入到了哪一步

import-state-waiting = 等待確認
import-state-running = 正在匯入
import-state-done = 已完成
import-state-cancelled = 已停止
import-state-refused = 檔案讀不了
import-state-failed = 中斷了，可以再匯入一次
