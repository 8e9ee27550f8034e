# 合併、拆分、改類型

## 三頁共用

shape-show = 先看結果
shape-unseen = 還沒有執行：請先核對下面的變化，再確認。
shape-after = 合併後
shape-stays = 保留
shape-pieces = 件數
shape-reason = 原因（可不填）
shape-reason-hint = 會記進歷程，買家看不到。
shape-clock-stays = 照走
shape-clock-starts = 開始
shape-clock-ends = 停止
shape-clock-replaced = 改期
shape-clock-outside = 平台或法定時效在外面不會停，請自己盯住。
shape-buyer-told = 買家會收到：{$news}。
shape-buyer-not-told = 買家不會自動收到通知，請自己告訴買家。

## 合併

shape-merge = 合併售後單
shape-merge-lead = 把另一張進行中的售後單併入 {$no}。先看清會移動什麼，再確認。
shape-candidates = 可能是同一件事
shape-same-order = 同一訂單
shape-same-buyer = 同一買家
shape-other-no = 要併入的售後單號
shape-reverse = 反過來：併入 {$no}
shape-what-moves = 會移動什麼
shape-money-open = 待付款項
shape-money-paid = 已付款項
shape-promises = 未兌現的承諾
shape-number-leads = {$no} 繼續有效，打開它會到合併後的售後單。
shape-timeline-stays = 兩張單的歷程都保留，合併後都能看到。
shape-state-of = 按本單的狀態“{$state}”繼續處理。
shape-no-way-back = 合併後不能撤銷。
shape-merge-do = 併入 {$no}
shape-no-candidates = 沒有同一訂單或同一買家的其他進行中售後單。可以輸入單號。
done-merged = 已把 {$gone} 併入 {$no}。
case-merged-timeline = {$no} 的歷程

## 拆分

shape-split = 拆分售後單
shape-split-lead = 填要移到新單的件數。金額按件數分攤，兩部分合計不變。
shape-goes = 移走
shape-stuck = 訂單裡沒有，不能移走
shape-split-some = 至少移走一件，也至少留下一件。
shape-parts = 拆成兩張
shape-new-case = 新售後單
shape-worth = 可退金額
shape-split-begins = 新單從“{$state}”開始，原因、責任方和負責人與本單相同。
shape-split-stays = 歷程、憑證、包裹和平台售後單號留在本單，兩張單互相連結。
shape-split-back = 拆開後要合回來，請用“合併售後單”。
shape-split-do = 移走 {$n} 件，新建售後單
done-split = 已移走 {$n} 件，新售後單已建好。

## 改類型

shape-convert = 改類型
shape-convert-lead = 現在是“{$kind}”。選新類型，先看什麼保留、什麼作廢。
shape-convert-not = 不能改成
shape-convert-no-lines = 這張單沒有訂單商品，不能改成涉及退款或貨物的類型。
shape-convert-keeps = 單號、退貨碼、歷程、商品明細
shape-keeps-files = 憑證 {$n} 份
shape-keeps-parcels = 包裹 {$n} 個
shape-keeps-promises = 承諾 {$n} 條
shape-void = 作廢
shape-offer-ends = 等買家答覆的方案
shape-convert-why = 為什麼改
shape-convert-why-hint = 寫清買家怎麼說、為什麼換一種處理。
shape-buyer-agreed = 買家已同意改為“{$kind}”
shape-convert-do = 改為“{$kind}”
done-converted = 已從“{$from}”改為“{$kind}”，現在是“{$state}”。
