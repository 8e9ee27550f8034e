# Plugins of marketplaces.

marketplace-shop = 属于哪个店铺
marketplace-shop-hint = 拉来的订单和售后单记在这个店铺名下。不选就不拉；换店铺会从头再拉最近 30 天。

platform-title = 平台
payout-title = 付款服务
platform-again = 再告诉一次
platform-as-written = 平台原文
platform-kind = 平台类型
platform-state = 平台状态
platform-requested = 申请金额
platform-refunded = 已退金额
platform-order = 平台订单
platform-unmapped = 平台状态“{ $raw }”不在插件的对照表里，这里按未知处理，请到平台后台查看
done-platform-told-again = 马上再告诉对方一次

telling-waiting = 待告诉
telling-sending = 正在告诉
telling-unsure = 不确定是否办成，先查再发
telling-pending = 对方处理中
telling-told = 对方已办
telling-refused = 对方没有接受
telling-unsupported = 对方没有这一步
telling-person = 请到对方后台核实
telling-dropped = 已另行付款，不再发出
telling-what-approve-refund = 同意退款
telling-what-approve-return = 同意退货
telling-what-reject = 拒绝申请
telling-what-request-evidence = 请买家补充凭证
telling-what-confirm-received = 已收到退货
telling-what-ship-replacement = 换补货已发出
telling-what-pay-out = 付款

states-title = 平台状态对照
states-lead = 插件说平台的每种状态对应这里的哪一种。不在表里的不猜，按未知处理并显示原文。
states-raw = 平台写法
states-label = 平台叫法
states-ours = 对应
states-seen = 没有对照的状态
states-none = 目前没有。
foreign-state-submitted = 待审核
foreign-state-await-return = 待买家退货
foreign-state-returning = 退货在途
foreign-state-arrived = 已签收待验货
foreign-state-inspecting = 验货中
foreign-state-paying = 打款中
foreign-state-pay-failed = 打款失败
foreign-state-refunded = 已退款
foreign-state-to-ship = 待发货
foreign-state-shipped = 已发出
foreign-state-delivered = 已送达
foreign-state-rejected = 已拒绝
foreign-state-disputed = 平台介入
foreign-state-withdrawn = 已撤销
foreign-state-expired = 已超时
foreign-state-closed = 已关闭
foreign-state-unmapped = 未知

# Plugins that pay, and plugins that advise.

payout-shop-hint = 拨给哪个店铺付款；不选就不用它付款。
automation-shop-hint = 不选则为所有店铺。
advice-title = 建议
advice-ask = 听听插件的建议
advice-put-away = 知道了
done-advice-asked = 插件看过了
done-advice-none = 插件看过了，没有新的建议
done-advice-failed = 插件没有答上来：{ $why }
done-advice-put-away = 已收起
