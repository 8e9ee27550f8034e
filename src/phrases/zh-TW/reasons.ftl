# 原因與憑證

## 原因大類

reason-class-quality = 商品品質
reason-class-logistics = 物流問題
reason-class-shipping = 出貨問題
reason-class-mismatch = 商品不符
reason-class-service = 服務
reason-class-buyer = 買家因素
reason-class-usage = 使用諮詢
reason-class-price = 價格

## 原因

reason-broken = 損壞
reason-flaw = 瑕疵
reason-malfunction = 功能故障
reason-fading = 掉色
reason-shrinking = 縮水
reason-deformed = 變形
reason-workmanship = 做工線頭
reason-itchy = 穿著刺癢
reason-expired-or-unlabelled = 過期或無中文標示
reason-late = 物流延遲
reason-lost = 包裹遺失
reason-wrong-courier = 寄錯物流
reason-damaged-in-transit = 運送破損
reason-courier-attitude = 物流士態度不佳
reason-false-sign = 不實簽收
reason-wrong-item = 寄錯款式
reason-left-out = 漏寄
reason-missing-parts = 缺少配件
reason-too-many = 多寄
reason-out-of-stock = 缺貨
reason-size = 尺寸不符
reason-colour = 顏色色差
reason-material = 材質不符
reason-not-as-pictured = 與圖片不符
reason-model = 型號不相符
reason-presales-attitude = 售前態度不佳
reason-misled = 銷售誤導
reason-aftersales-attitude = 售後態度不佳
reason-slow = 處理緩慢
reason-broken-promise = 承諾未兌現
reason-bad-review = 負評
reason-seven-days = 七天鑑賞期
reason-after-seven-days = 超過七天
reason-unwanted-unshipped = 不想要了（未出貨）
reason-unwanted-shipped = 不想要了（已出貨）
reason-change-address = 變更地址
reason-wrong-address = 地址填錯
reason-away = 外出無法收貨
reason-bought-wrong = 下錯單
reason-how-to-use = 使用方法
reason-installing = 安裝
reason-care = 維護保養
reason-price-drop = 降價退差
reason-missed-discount = 未享優惠
reason-freight-overpaid = 運費多收
reason-return-freight = 退運費

## 請買家提供什麼

evidence-whole-item = 商品整體照片
evidence-defect-close-up = 問題部位特寫
evidence-label = 吊牌或標籤照片
evidence-function-video = 故障影片
evidence-outer-box = 外箱六面照片
evidence-waybill = 物流託運單照片
evidence-contents = 箱內全部物品照片
evidence-packing-list = 裝箱單
evidence-waybill-weight = 託運單重量
evidence-ruler-photo = 用尺測量的照片
evidence-daylight-photo = 自然光下的照片
evidence-chat-record = 聊天紀錄截圖
evidence-goods-intact = 商品完好的照片
evidence-screenshot = 頁面截圖
