# Plugins of marketplaces.

marketplace-shop = 屬於哪個商店
marketplace-shop-hint = 拉來的訂單和售後單記在這個商店名下。不選就不拉；換商店會從頭再拉最近 30 天。

platform-title = 平台
payout-title = 付款服務
platform-again = 再告訴一次
platform-as-written = 平台原文
platform-kind = 平台類型
platform-state = 平台狀態
platform-requested = 申請金額
platform-refunded = 已退金額
platform-order = 平台訂單
platform-unmapped = 平台狀態「{ $raw }」不在外掛的對照表裡，這裡按未知處理，請到平台後台查看
done-platform-told-again = 馬上再告訴對方一次

telling-waiting = 待告訴
telling-sending = 正在告訴
telling-unsure = 不確定是否辦成，先查再送
telling-pending = 對方處理中
telling-told = 對方已辦
telling-refused = 對方沒有接受
telling-unsupported = 對方沒有這一步
telling-person = 請到對方後台核實
telling-dropped = 已另行付款，不再送出
telling-what-approve-refund = 同意退款
telling-what-approve-return = 同意退貨
telling-what-reject = 拒絕申請
telling-what-request-evidence = 請買家補充憑證
telling-what-confirm-received = 已收到退貨
telling-what-ship-replacement = 換補貨已寄出
telling-what-pay-out = 付款

states-title = 平台狀態對照
states-lead = 外掛說平台的每種狀態對應這裡的哪一種。不在表裡的不猜，按未知處理並顯示原文。
states-raw = 平台寫法
states-label = 平台叫法
states-ours = 對應
states-seen = 沒有對照的狀態
states-none = 目前沒有。
foreign-state-submitted = 待審核
foreign-state-await-return = 待買家退貨
foreign-state-returning = 退貨在途
foreign-state-arrived = 已簽收待驗貨
foreign-state-inspecting = 驗貨中
foreign-state-paying = 打款中
foreign-state-pay-failed = 打款失敗
foreign-state-refunded = 已退款
foreign-state-to-ship = 待出貨
foreign-state-shipped = 已寄出
foreign-state-delivered = 已送達
foreign-state-rejected = 已拒絕
foreign-state-disputed = 平台介入
foreign-state-withdrawn = 已撤銷
foreign-state-expired = 已逾時
foreign-state-closed = 已關閉
foreign-state-unmapped = 未知

# Plugins that pay, and plugins that advise.

payout-shop-hint = 給哪個商店付款；不選就不用它付款。
automation-shop-hint = 不選則為所有商店。
advice-title = 建議
advice-ask = 聽聽外掛的建議
advice-put-away = 知道了
done-advice-asked = 外掛看過了
done-advice-none = 外掛看過了，沒有新的建議
done-advice-failed = 外掛沒有答上來：{ $why }
done-advice-put-away = 已收起
