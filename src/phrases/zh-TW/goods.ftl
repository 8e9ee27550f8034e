# 商品、同款同因、疑似重複

## 商品

product-list = 商品
product-find = 按商家編碼或商品名稱找
product-find-go = 找
product-none = 還沒有商品。匯入或輸入訂單後，這裡會自動出現商品。
product-not-found = 沒有編碼或名稱含“{$asked}”的商品。
product-all = 看全部
product-sku = 商家編碼
product-known = 已填的說明
product-faults-known = 常見問題 {$n} 條
product-edit = 編輯說明
product-tells-nothing = 還沒有寫洗護說明和常見問題。寫在這裡，同事處理售後時就能看到並發給買家。
product-name = 商品名稱
product-name-hint = 同事看到的名稱。
product-care = 洗護與使用說明
product-care-hint = 按可以直接發給買家的話來寫。
product-faults = 常見問題
product-faults-hint = 每行一條，格式：現象 → 怎麼辦。
product-selling = 賣點與回覆話術
product-selling-hint = 每行一句，回覆時可以一鍵插入。
product-specs = 規格參數
product-specs-hint = 材質、尺寸、重量、功率等。
product-warranty = 保固（月）
product-warranty-hint = 從開票或簽收起算；不保固就留空。
product-cost = 成本價
product-cost-hint = 每件的成本。賠付時用來守住毛利底線，只有主管、財務和店主能看到。
product-stale = 你打開之後有人改過這件商品。你寫的都在，下面標出了對方的內容；核對後再儲存。
product-theirs = 對方儲存的內容：
product-back = 不儲存
product-figures = 近 180 天
product-rate = 售後率
product-reasons = 售後原因
product-ended-so = {$result} {$n} 件
product-recent = 最近的售後單
product-still-open = 處理中

## 售後單裡的商品卡

goods-title = 商品說明
goods-warranty = 保固到 {$at}。
goods-warranty-over = 保固已於 {$at} 到期。
goods-insert = 插入到回覆
goods-open = 商品頁

## 同款同因

similar-title = 同款同因
similar-lead = 近兩年 {$n} 件裡 {$count} 件“{$result}”，平均 {$days} 天。
similar-reopened = 其中 {$n} 件重開過。
similar-days = {$days} 天
similar-recent = 最近幾件
similar-was-reopened = 重開過
similar-no-result = 沒寫結果

## 疑似重複

twin-title = 可能是同一件事
twin-photo = 同一張照片“{$name}”。
twin-tracking = 同一物流單號 {$no}。
twin-order = 同一訂單還在處理。
twin-merge-there = 合併到那件
twin-merge-here = 併入本單
twin-into = 併到那件
twin-into-hint = 寫在這裡的內容和照片會作為備註加進那件，不開新單。要新建就點最下面的按鈕。
new-files = 照片和憑證
new-files-hint = 可多選。同一張照片在別的售後單裡出現過，會先提醒。
new-file-kept = 已收到
done-added = 已加進 {$no}，沒有新開售後單。
added-lead = 買家就同一件事又來申請：{$kind}，{$reason}。
case-split-off = 拆出

## 買家頁與訂單頁

buyer-note-fact = 寫事實：“11 月 3 日來電，說宅配放錯樓，已找到。”
buyer-note-judgement = 不寫評價：“難纏，愛佔便宜。”
buyer-note-stale = 你打開之後有人改過備註。你寫的還在下面，對方儲存的是：
buyer-refunded = 已退款
buyer-compensated = 已賠付
buyer-value = 淨消費
buyer-partly = 售後單很多，金額和提示只算最近 200 張。
buyer-more = 只列出最近 50 條，其餘請用搜尋。
buyer-signs = 值得留意
buyer-signs-hint = 這些只是次數，不是結論；每條後面是對應的售後單。系統不會因此拒絕買家。
buyer-contacts = 最近往來
sign-often-recently = 90 天內多次申請退款或退換
sign-not-received = 說沒收到貨或遺失
sign-rejected-delivery = 拒收
sign-same-photo = 幾張售後單用同一張照片
sign-other-goods = 退回的不是本店商品
sign-disputed = 平台介入
sign-taken-back = 申請後自己撤回
buyer-sign = {$sign}：{$n} 張
order-left = 可退
order-returned-n = 已退回 {$n} 件
order-story = 經過
order-case-opened = {$no} 申請：{$kind}
order-case-refunded = {$no} 退款 {$amount}
order-case-closed = {$no} 辦結：{$result}
order-freight-left = 可退運費
