# Plugins of marketplaces.

marketplace-shop = 屬於哪個商店
marketplace-shop-hint = 拉來的訂單和售後單記在這個商店名下。不選就不拉；換商店會從頭再拉最近 30 天。
