# Plugins of marketplaces.

marketplace-shop = Shop it belongs to
marketplace-shop-hint = Orders and after-sales requests are kept under this shop. Nothing is pulled until one is chosen; for another shop the last 30 days are pulled anew.
