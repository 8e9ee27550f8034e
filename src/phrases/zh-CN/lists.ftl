# 列表：筛选、视图、行上的操作、批量

## 筛选

list-closed = 已结
list-me = 我
list-left = 还剩多久
list-shop = 店铺
list-state = 状态
list-phase = 阶段
list-waiting = 等谁
list-priority = 优先级
list-channel = 渠道
list-reason = 原因
list-sort = 排序
list-sort-due = 先到时的在前
list-sort-newest = 新的在前
list-rows = 每页
list-money-from = 金额从（元）
list-money-to = 金额到（元）
list-tag = 标签
list-more = 更多筛选
list-less = 收起筛选
list-previous = 上一页
list-look-on = 继续往下找
list-cut = 这一页找过了 2,000 张单，后面可能还有。
list-empty-narrow = 没有符合这些条件的售后单。去掉一个条件看看。
list-empty-cut = 这一段里没有符合条件的售后单。
left-over = 已超时
left-2h = 2 小时内到时
left-today = 今天到时
left-3d = 3 天内到时
chip-remove = 去掉条件：{$name}
chip-clear = 全部去掉
chip-owner = 负责人：{$value}
chip-phase = 阶段：{$value}
chip-role = 轮到{$value}
chip-priority = 优先级：{$value}
chip-from = {$value} 起
chip-to = 到 {$value}
chip-tag = 标签：{$value}

## 视图

view-keep = 存为视图
view-name = 视图名称
view-shared = 给所有同事看
view-count = 单数
view-change = 更改
view-rename = 改名
view-up = 上移
view-down = 下移
view-remove = 删除
views-order = 整理视图
views-title = 视图
views-lead = 视图是一组筛选条件，存下后一直在左边。打开列表、选好条件，再点“存为视图”。
views-mine = 我的视图
views-mine-empty = 还没有自己的视图。
views-shared = 大家的视图
views-shared-empty = 还没有大家共用的视图。主管存视图时可以选“给所有同事看”。
view-over = 已超时
view-two-hours = 2 小时内
view-urgent = 紧急
view-mine-two-hours = 我的 2 小时内
view-mine-over = 我的已超时
view-mine-buyer = 我的等买家
view-arrived = 待验货
view-to-ship = 待发出
view-returning = 退货在途
view-payable = 待打款
view-pay-failed = 打款失败
view-diagnosing = 待检测
view-repairing = 维修中
error-view-name = 名称最多 20 个字。
error-view-taken = 已有同名的视图。
error-view-many = 最多 20 个视图，先删掉不用的。
error-view-query = 条件太长，存不下。
done-view-kept = 已存为视图“{$name}”。

## 行上的操作

row-acts = 就地处理
col-pick = 选择

## 批量

bulk-picked = 已选 {$n} 单
bulk-all = 选中整页
bulk-do = 批量做什么
bulk-go = 下一步
bulk-task-mine = 转给我
bulk-task-owner = 改负责人
bulk-task-priority = 改优先级
bulk-task-next = 改下一步
bulk-task-tag = 加标签
bulk-task-untag = 去掉标签
bulk-task-note = 写备注
bulk-task-act = 推进一步
error-bulk-single = 这一步要一单一单地做。
error-bulk-already = 已经是这样，不用改。
error-bulk-owner = 这位同事已停用，或看不到这家店。
error-bulk-none = 没有选中任何一单。
error-bulk-many = 一次最多 500 单。
error-bulk-undo = 撤销只在 10 分钟内有效，这一单不能撤销了。
