# 订单与买家

## 订单

order-list = 订单
order-list-empty = 还没有订单。
order-import = 导入订单
order-by-hand = 手工录入订单
order-keep = 保存订单
order-add-line = 再加一行
order-sku = 规格
order-price = 单价
order-paid-hint = 留空按商品与运费合计。
order-ordered = 下单
order-paid = 付款
order-shipped = 发货
order-signed = 签收
order-completed = 完成
order-closed = 关闭
order-cod = 货到付款
order-refunded = 已退
order-cases = 售后单
order-no-cases = 这个订单没有售后单。
order-money = 金额
order-goods-total = 商品合计
order-freight = 运费
order-discount = 优惠
order-subsidy = 平台补贴
order-paid-total = 实付
order-address = 收货地址
order-buyer-note = 买家留言
order-seller-note = 卖家备注

## 买家

buyer-identities = 身份
buyer-note = 备注
buyer-note-hint = 只写事实，不写评价。
buyer-risk = 风险等级
buyer-erased = 这位买家的个人信息已删除。
buyer-no-cases = 没有售后单。
buyer-no-orders = 没有订单。
reveal = 显示
reveal-hint = 每次显示都会记录，每人每小时最多 20 次。
reveal-title = 个人信息
reveal-logged = 已记录谁在何时查看。离开本页后需重新显示。

## 完成与错误

done-order-kept = 订单已保存。
error-order-known = 这个店铺已有这个订单号。
error-order-line = 每行要有商品名、件数和正确的单价。
error-paid-below-freight = 实付不能小于运费。
