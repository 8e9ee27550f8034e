# 插件页面

## 不能这样做时

error-plugin-other-key = 签名的密钥和以前不同，旧密钥也没有声明由它接替。请向原发布者核实；若确认要换，先移除现有插件再安装。
error-plugin-unsigned-now = 以前的版本有签名，这个没有。请向原发布者要签过名的包。
error-plugin-version-differs = 同一个版本号以前来过，内容却不同。版本一经出现就不能再变，请让发布者换一个版本号。
error-plugin-too-many = 插件太多了，先移除用不着的。
error-plugin-releases-many = 这个插件的版本太多了，先丢弃用不着的。
error-plugin-accounts-many = 账号太多了。
error-plugin-active = 这个版本正在使用，不能丢弃。
error-plugin-no-grant = 还没有人同意这个版本的权限。
error-plugin-unfit = 这一项不符合要求。
error-plugin-account-name = 名称最多 60 个字，不能换行。
error-plugin-account-taken = 已有同名账号。

## 状态

plugin-state-uploaded = 待同意
plugin-state-installed = 已安装，未启用
plugin-state-enabled = 已启用
plugin-state-paused = 已暂停
plugin-state-quarantined = 出错较多，暂时停用
plugin-state-disabled = 已停用
error-plugin-not-running = 插件没有启用。请先在插件页启用它。
error-plugin-account-paused = 这个账号暂停了：凭证有问题。改好并保存后会再试。
error-plugin-quarantined = 插件连续出错，先停一会儿；插件页写着原因和恢复的时间。
