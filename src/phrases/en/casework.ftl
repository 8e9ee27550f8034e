# The daily work on a case

## Checklist items

check-order-no = Order number is right
check-product = Product and variant are right
check-problem = Problem is clearly described
check-opened-on-camera = Photographed while unpacking
check-return-address = Address checked with the buyer
check-chat-read = Read the whole conversation
check-facts-checked = Facts checked with those involved
check-money-arrived = Buyer confirms the money arrived
