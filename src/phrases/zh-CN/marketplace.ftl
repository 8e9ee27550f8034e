# Plugins of marketplaces.

marketplace-shop = 属于哪个店铺
marketplace-shop-hint = 拉来的订单和售后单记在这个店铺名下。不选就不拉；换店铺会从头再拉最近 30 天。
