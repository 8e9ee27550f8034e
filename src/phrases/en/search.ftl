## The page of search

search-what = What to look for
search-everything = Everything
search-words = By words
search-exact = by number
search-count = { $n ->
    [one] { $n } result
   *[other] { $n } results
}
search-count-about = about { $n } results, newest first
search-building = The search index is being rebuilt, { $n }% done. The newest can be found already, the rest will follow.
search-nothing = Nothing found for “{ $q }”. Try other words, fewer letters, or take the filters away.
search-any-kind = Any type
search-any-state = Open and closed
search-any-shop = Any shop
search-any-owner = Any owner
search-any-channel = Any channel
search-open = Open
search-closed = Closed
search-from = From
search-until = To
search-narrow = Filter
search-clear = Clear filters
search-an-order = Order
search-a-buyer = Buyer
search-their-cases = Their cases
search-its-cases = Cases of the shop

## Where it was found

search-colon = :{" "}
search-in-number = Number
search-in-goods = Goods
search-in-said = Conversation
search-in-file = File name
search-in-tag = Tag
search-in-note = Note
search-in-region = Region

## What can be looked for

search-can-number = Numbers
search-can-number-how = Case, return code, order, tracking, payment and SKU. The first characters are enough; dashes, blanks, capitals and full-width forms make no difference.
search-can-person = Buyers
search-can-person-how = A whole phone number, its last four digits, or a nickname.
search-can-words = Words
search-can-words-how = Any word in goods, messages, internal notes, order notes and file names; a single Chinese character will do.
search-can-several = Several words
search-can-several-how = Put blanks between them: all of them must be there, as in “thermos broken”.
