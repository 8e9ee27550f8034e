# 错误

## 出错时说的话

error-not-found = 找不到这个页面或这条记录。
error-not-allowed = 你没有这项权限。
error-invalid = 有些内容需要修改，请看标出的地方。
error-changed-meanwhile = 这张单刚被别人改过，请看过最新内容再操作。
error-read-only = 系统暂时只能查看，不能保存。请联系管理员检查磁盘。
error-busy = 现在操作的人太多，请稍后再试。
error-fault = 系统出错了，已经记录下来。请稍后再试。
