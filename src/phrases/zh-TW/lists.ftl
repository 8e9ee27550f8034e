# 清單：篩選、檢視、列上的操作、批次

## 篩選

list-closed = 已結
list-me = 我
list-left = 剩餘時間
list-shop = 店鋪
list-state = 狀態
list-phase = 階段
list-waiting = 等誰
list-priority = 優先順序
list-channel = 通路
list-reason = 原因
list-sort = 排序
list-sort-due = 先到期的在前
list-sort-newest = 新的在前
list-rows = 每頁
list-money-from = 金額從（元）
list-money-to = 金額到（元）
list-tag = 標籤
list-more = 更多篩選
list-less = 收起篩選
list-previous = 上一頁
list-look-on = 繼續往下找
list-cut = 這一頁找過了 2,000 張單，後面可能還有。
list-empty-narrow = 沒有符合這些條件的售後單。移除一個條件看看。
list-empty-cut = 這一段裡沒有符合條件的售後單。
left-over = 已逾時
left-2h = 2 小時內到期
left-today = 今天到期
left-3d = 3 天內到期
chip-remove = 移除條件：{$name}
chip-clear = 全部移除
chip-owner = 負責人：{$value}
chip-phase = 階段：{$value}
chip-role = 輪到{$value}
chip-priority = 優先順序：{$value}
chip-from = {$value} 起
chip-to = 到 {$value}
chip-tag = 標籤：{$value}

## 檢視

view-keep = 存成檢視
view-name = 檢視名稱
view-shared = 給所有同事看
view-count = 單數
view-change = 變更
view-rename = 改名
view-up = 上移
view-down = 下移
view-remove = 刪除
views-order = 整理檢視
views-title = 檢視
views-lead = 檢視是一組篩選條件，存下後一直在左邊。打開清單、選好條件，再點「存成檢視」。
views-mine = 我的檢視
views-mine-empty = 還沒有自己的檢視。
views-shared = 大家的檢視
views-shared-empty = 還沒有大家共用的檢視。主管存檢視時可以選「給所有同事看」。
view-over = 已逾時
view-two-hours = 2 小時內
view-urgent = 緊急
view-mine-two-hours = 我的 2 小時內
view-mine-over = 我的已逾時
view-mine-buyer = 我的等買家
view-arrived = 待驗貨
view-to-ship = 待寄出
view-returning = 退貨在途
view-payable = 待付款
view-pay-failed = 付款失敗
view-diagnosing = 待檢測
view-repairing = 維修中
error-view-name = 名稱最多 20 個字。
error-view-taken = 已有同名的檢視。
error-view-many = 最多 20 個檢視，請先刪除不用的。
error-view-query = 條件太長，存不下。
done-view-kept = 已存成檢視「{$name}」。

## 列上的操作

row-acts = 就地處理
col-pick = 選擇

## 批次

bulk-picked = 已選 {$n} 單
bulk-all = 選取整頁
bulk-do = 批次做什麼
bulk-go = 下一步
bulk-task-mine = 轉給我
bulk-task-owner = 變更負責人
bulk-task-priority = 變更優先順序
bulk-task-next = 變更下一步
bulk-task-tag = 加標籤
bulk-task-untag = 移除標籤
bulk-task-note = 寫備註
bulk-task-act = 推進一步
error-bulk-single = 這一步要一單一單地做。
error-bulk-already = 已經是這樣，不用改。
error-bulk-owner = 這位同事已停用，或看不到這家店。
error-bulk-none = 沒有選取任何一單。
error-bulk-many = 一次最多 500 單。
error-bulk-undo = 復原只在 10 分鐘內有效，這一單不能復原了。
