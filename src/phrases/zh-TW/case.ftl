# 售後單的頁面

## 單子

case-steps = 五個步驟
case-next = 下一步
case-not-now = 現在不能做的
case-wants = 買家要什麼
case-applied = 申請金額
case-approved = 核准金額
case-intake = 來源
case-platform-no = 平台售後單號
case-platform-no-hint = 平台上已有售後單時填寫。
case-rma = 退貨碼
case-owner = 負責人
case-next-action = 下一步
case-lines = 商品
case-goods = 商品
case-qty = 件數
case-paid = 實付
case-left = 可退
case-approved-qty = 同意
case-returned = 已退
case-passed = 合格
case-failed = 不合格
case-expected = 應收
case-grade = 等級
case-sent-out = 已寄
case-order = 訂單
case-order-no = 訂單編號
case-order-status = 訂單狀態
case-buyer = 買家
case-parcels = 包裹
case-carrier = 物流公司
case-tracking-no = 物流單號
case-shipped-at = {$at} 寄出
case-signed-at = {$at} 簽收
case-freight = 運費 {$amount}
case-timeline = 時間軸
case-buyer-sees = 買家看得到
case-say = 寫點什麼
case-say-note = 寫備註
case-say-buyer = 傳給買家
case-receipt = 明細
case-receipt-empty = 還沒有款項。
case-refundable = 最多可退 {$amount}。
case-sum = 買家實得
case-rules-version = 規則第 {$n} 版
case-deadlines = 時效
case-files = 檔案
case-files-empty = 還沒有檔案。
case-attach = 上傳
case-related = 相關的單
case-parent = 母單
case-child = 子單
case-split-from = 拆自
case-merged-into = 已併入
case-also-known-as = 併入的單號
case-claim-reason = 索賠原因
case-claimed = 索賠金額
case-recovered = 已賠金額
case-reference-no = 受理編號
case-ruling-amount = 裁決金額
case-points-lost = 扣分
case-group-dispute = 平台介入
case-group-claim = 物流索賠
case-group-money = 款項與簽核
case-group-work = 交接與安排
case-group-shape = 合併、拆分、改類型

## 操作表單

case-at-most = 最多 {$amount}
case-with-more = 補充說明
case-optional = 可不填
case-choose = 請選擇
case-copy = 複製
case-back = 返回
case-instead = 現在可以：
case-since-title = 你開啟之後有新變化
case-since = 下面是剛剛發生的事。你填的內容還在，看過後可以再送出一次。
case-carriers = 順豐 | 黑貓宅急便 | 新竹物流 | 宅配通 | 中華郵政 | 7-ELEVEN 交貨便 | 全家店到店 | 萊爾富 | 嘉里大榮 | DHL

## 新建

case-new = 新增售後單
case-order-hint = 貼上訂單編號，或在訂單頁按“新增售後單”。
case-order-find = 找到訂單
case-order-not-found = 沒有找到訂單 {$no}。
case-order-by-hand = 手動輸入訂單
case-no-order = 沒有訂單編號也要登記
case-kind-choose = 選擇售後類型
case-kind-refund-only = 只退錢，貨不退回。
case-kind-return-refund = 退貨，驗收後退款。
case-kind-exchange = 換一件同樣的或別的規格。
case-kind-repair = 寄回修好再寄給買家。
case-kind-reship = 少寄、漏寄或遺失，再寄一次。
case-kind-complaint = 不滿意服務或處理，要求答覆。
case-kind-review = 買家給了負評，聯絡並改進。
case-kind-compensation = 補運費、差價、延誤或好意補償。
case-kind-inquiry = 怎麼用、怎麼裝、什麼時候到。
case-kind-logistics = 停滯、遺失、破損或虛假簽收。
case-shop = 商店
case-about = 關於什麼
case-about-hint = 寫明商品和為什麼沒有訂單。
case-subtype = 細分
case-reason = 原因
case-amount-hint = 留空按所選件數的可退金額計算。
case-amount-follows = 所選件數的可退金額，可以改小；沒有改過就隨件數重算。
case-warned = 建單前請留意
case-warned-now = 還沒有建單：請先看下面的提醒，再送出一次就會建單。
case-buyer-text = 買家怎麼說
case-tracking-hint = 有關的物流單號。
case-override-hint = 已過期限或不在範圍內時，寫明理由才能繼續，會記入歷程。
case-line-open = 已有進行中的售後單
case-window-closed = 售後期已在 {$at} 結束。
case-open = 建立{$kind}單

## 完成後說的話

done-act = 已完成“{$verb}”，現在是“{$state}”。
done-case-opened = 售後單 {$no} 已建立。

## 填寫有誤

error-number-form = 請填寫整數。
error-moment-form = 時間寫成 2026-11-22 16:05 這樣。
error-choice = 請從清單裡選一項。
error-case-no-form = 單號不對，請核對最後一位檢查碼。
error-case-unknown = 找不到這張售後單。
error-grade-missing = 請選擇等級。
error-invalid-here = 這裡不合適，請修改。
error-pieces = 件數不能超過購買數量。
error-no-pieces = 至少填一件商品的件數。
error-upload-broken = 內容沒有完整送達，請再試一次。
error-form-too-large = 填寫的內容太長。
error-file-too-large = 檔案不能超過 20 MB。
error-too-many-files = 一次最多上傳 10 個檔案。
error-file-kind = 只接受圖片、影片、錄音、PDF 和純文字。
