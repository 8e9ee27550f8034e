# 商品、同款同因、疑似重复

## 商品

product-list = 商品
product-find = 按商家编码或商品名找
product-find-go = 找
product-none = 还没有商品。导入或录入订单后，这里会自动出现商品。
product-not-found = 没有编码或名称含“{$asked}”的商品。
product-all = 看全部
product-sku = 商家编码
product-known = 已填的说明
product-faults-known = 常见问题 {$n} 条
product-edit = 编辑说明
product-tells-nothing = 还没有写洗护说明和常见问题。写在这里，同事处理售后时就能看到并发给买家。
product-name = 商品名
product-name-hint = 同事看到的名称。
product-care = 洗护与使用说明
product-care-hint = 按可以直接发给买家的话来写。
product-faults = 常见问题
product-faults-hint = 每行一条，格式：现象 → 怎么办。
product-selling = 卖点与回复话术
product-selling-hint = 每行一句，回复时可以一键插入。
product-specs = 规格参数
product-specs-hint = 材质、尺寸、重量、功率等。
product-warranty = 保修（月）
product-warranty-hint = 从开票或签收起算；不保修就留空。
product-cost = 成本价
product-cost-hint = 每件的成本。赔付时用来守住毛利底线，只有主管、财务和店主能看到。
product-stale = 你打开之后有人改过这件商品。你写的都在，下面标出了对方的内容；核对后再保存。
product-theirs = 对方保存的内容：
product-back = 不保存
product-figures = 近 180 天
product-rate = 售后率
product-reasons = 售后原因
product-ended-so = {$result} {$n} 件
product-recent = 最近的售后单
product-still-open = 处理中

## 售后单里的商品卡

goods-title = 商品说明
goods-warranty = 保修到 {$at}。
goods-warranty-over = 保修已于 {$at} 到期。
goods-insert = 插入到回复
goods-open = 商品页

## 同款同因

similar-title = 同款同因
similar-lead = 近两年 {$n} 件里 {$count} 件“{$result}”，平均 {$days} 天。
similar-reopened = 其中 {$n} 件重开过。
similar-days = {$days} 天
similar-recent = 最近几件
similar-was-reopened = 重开过
similar-no-result = 没写结果

## 疑似重复

twin-title = 可能是同一件事
twin-photo = 同一张照片“{$name}”。
twin-tracking = 同一运单 {$no}。
twin-order = 同一订单还在处理。
twin-merge-there = 合并到那件
twin-merge-here = 并入本单
twin-into = 并到那件
twin-into-hint = 写在这里的内容和照片会作为备注加进那件，不开新单。要新建就点最下面的按钮。
new-files = 照片和凭证
new-files-hint = 可多选。同一张照片在别的售后单里出现过，会先提醒。
new-file-kept = 已收到
done-added = 已加进 {$no}，没有新开售后单。
added-lead = 买家就同一件事又来申请：{$kind}，{$reason}。
case-split-off = 拆出

## 买家页与订单页

buyer-note-fact = 写事实：“11 月 3 日来电，称快递放错楼，已找到。”
buyer-note-judgement = 不写评价：“难缠，爱占便宜。”
buyer-note-stale = 你打开之后有人改过备注。你写的还在下面，对方保存的是：
buyer-refunded = 已退款
buyer-compensated = 已赔付
buyer-value = 净消费
buyer-partly = 售后单很多，金额和提示只算最近 200 张。
buyer-more = 只列出最近 50 条，其余请用搜索。
buyer-signs = 值得留意
buyer-signs-hint = 这些只是次数，不是结论；每条后面是对应的售后单。系统不会因此拒绝买家。
buyer-contacts = 最近往来
sign-often-recently = 90 天内多次申请退款或退换
sign-not-received = 说没收到货或丢件
sign-rejected-delivery = 拒收
sign-same-photo = 几张售后单用同一张照片
sign-other-goods = 退回的不是本店商品
sign-disputed = 平台介入
sign-taken-back = 申请后自己撤回
buyer-sign = {$sign}：{$n} 张
order-left = 可退
order-returned-n = 已退回 {$n} 件
order-story = 经过
order-case-opened = {$no} 申请：{$kind}
order-case-refunded = {$no} 退款 {$amount}
order-case-closed = {$no} 办结：{$result}
order-freight-left = 可退运费
