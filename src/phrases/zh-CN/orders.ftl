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
order-shown-no = 买家看到的单号 {$no}
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

## 导入的页面

bring-lead = 上传平台导出的订单或售后列表，先预览，再导入。同一份文件再导入一次不会重复。
bring-file = 文件
bring-file-hint = CSV 或 Excel（.xlsx、.xls），最大 200 MB。
bring-upload = 上传并预览
bring-past = 最近的导入
bring-result = 结果
bring-when = 时间
bring-counts = 新增 {$created}，更新 {$updated}，未变 {$skipped}，有问题 {$bad}
bring-progress = 已处理 {$done} / {$rows} 行
bring-encoding = 文字编码
bring-start = 开始导入
bring-drop = 不导入
bring-stop = 停止
bring-stopping = 正在停止，已导入的会保留。
bring-retry = 再导入一次
bring-rows = 行数
bring-created = 新增
bring-updated = 更新
bring-skipped = 未变
bring-bad = 有问题的行
bring-profile = 表格
bring-bad-title = 没有导入的行
bring-bad-download = 下载这些行
bring-bad-file = 有问题的行
bring-row = 行
bring-column = 列
bring-excerpt = 内容
bring-unknown = 没有见过的表头
bring-map = 指定每一列的含义
bring-kind = 这张表是
bring-merged = 同一订单只有第一行有订单号
bring-remember = 记住并重新预览
bring-too-large = 文件超过 200 MB。请按时间分成几段导出。
bring-no-file = 请选择一个文件。

## 无主件

ownerless-title = 无主件
ownerless-empty = 没有无主件。
ownerless-new = 登记一件
ownerless-take = 登记
ownerless-tail = 手机尾号
ownerless-received = 收到
ownerless-matched = 已认领到
ownerless-disposal = 处置方式
ownerless-match = 认领到售后单
ownerless-proposed = 可能是这些
ownerless-no-proposal = 暂时没有匹配的售后单。可以填面单上的昵称或手机号再找。
ownerless-score = 匹配分
ownerless-why = 依据
ownerless-sender = 寄件人昵称或手机号
ownerless-sender-hint = 照面单填昵称、手机号或尾号四位。
ownerless-look = 查找售后单
