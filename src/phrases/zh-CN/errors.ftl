# 错误

## 出错时说的话

error-not-found = 找不到这个页面或这条记录。
error-not-allowed = 你没有这项权限。
error-not-allowed-page = 你没有这项权限。需要的话，请店主在“设置 · 员工”里给你加上角色。
error-invalid = 有些内容需要修改，请看标出的地方。
error-changed-meanwhile = 这张单刚被别人改过，请看过最新内容再操作。
error-read-only = 系统暂时只能查看，不能保存。请联系管理员检查磁盘。
error-busy = 现在操作的人太多，请稍后再试。
error-fault = 系统出错了，已经记录下来。请稍后再试。

## 填写有误

error-required = 这一项必填。
error-login-form = 登录名为 2 到 64 个字符，不能有空格。
error-login-taken = 这个登录名已经有人用了。
error-role-missing = 至少选一个角色。
error-last-owner = 至少要有一位在职的店主。
error-zone-unknown = 没有这个时区。
error-shop-taken = 已经有同名的店铺。
error-order-without-lines = 订单至少要有一件商品。
error-money-form = 金额写成 129 或 129.50 这样，最多两位小数。
