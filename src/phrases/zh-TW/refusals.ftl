# 拒絕與前提

## 為什麼現在不行

refusal-wrong-state = 只有在「{$states}」時才能「{$verb}」。
refusal-never = 這類售後單不能「{$verb}」。
refusal-wrong-role = 這一步由{$roles}操作。
refusal-not-for-staff = 這一步由買家、系統或平台完成，員工不能代辦。
refusal-case-ended = 售後單已經結束。需要繼續處理時，請先重新開啟。
refusal-missing = 請填寫「{$field}」。
refusal-invalid = 「{$field}」填寫有誤，請檢查。
refusal-more-than-refundable = 最多還能退 {$amount}。
refusal-above-limit = 超過你的權限 {$limit}，請送交核准。
refusal-same-person = 提出申請的人不能自己核准，請換一位有權限的同事。
refusal-too-early = {$time} 之後才可以操作。
refusal-too-late = {$time} 已經過期，不能再操作。
refusal-too-often = 最多 {$count} 次，已經用完。
refusal-more-pieces = 最多還有 {$count} 件。
refusal-txn-used = 這個交易序號或憑證已經用過，請核對是否重複付款。
refusal-line-in-open-case = 這件商品已有進行中的售後單 {$case}，請在那張單裡處理。

## 先要滿足什麼

need-subtype-in-transit = 只有「已出貨未收到」的僅退款才能攔截。
need-open-offer = 先要有一個等買家答覆的方案。
need-money-settled = 還有未完成的款項，請先付款或作廢。
need-dispute-ended = 平台介入還沒有結果，請先等裁決。
need-no-dispute = 已有平台介入。
need-no-claim = 已有進行中的物流索賠。
need-claim-exists = 還沒有物流索賠，請先建立。
need-dispute-exists = 沒有進行中的平台介入。
need-result-given = 請先填寫處理結果。
need-root-cause-given = 責任不在買家時，請先填寫根本原因。
need-children-closed = 請先辦結它的子售後單。
need-child-opened = 請先為它開一張子售後單。
need-goods-back = 請先等商品退回。
need-low-risk = 這位買家有風險標記，須由主管審核。
need-under-threshold = 金額超過免驗上限，請先驗貨。
need-photos-attached = 請先上傳照片。
need-order = 請先關聯訂單。
need-proof-or-txn = 請填寫交易序號，或上傳付款憑證。
need-nothing-sent = 已經寄出商品，不能再撤回。
need-not-paid = 款項已經付出，不能再撤回。
need-policy-override = 不符合規則。要破例，請寫明理由。
need-price-difference-settled = 請先結清差價。
need-buyer-agreement = 請先徵得買家同意。
need-daytime = 晚上 9 點到早上 9 點不打擾買家。
need-same-shop = 兩張售後單必須屬於同一家商店。
need-other-case-open = 另一張售後單必須還在進行中。
need-more-than-one-line = 只有一件商品，不能拆分。
need-call-back-first = 請先完成回訪。
need-notified-first = 請先把結果通知買家。
need-finance-review = 金額達到財務審核門檻，請先由財務審核。
need-damage-proof = 請先上傳能看出折損的照片。
need-kept-days = 保管期未滿，不能處置。
need-open-approval = 沒有等待核准的申請。
need-no-open-approval = 已有等待核准的申請，請先等結果。
need-open-promise = 沒有未兌現的承諾。
need-approved-money = 先要有已核准的款項。
need-side-money = 沒有待付的其他款項。
need-voidable-money = 沒有可以作廢的款項，已付的不能作廢。
need-movable-deadline = 沒有可以調整的時效，平台的時效不能調整。
need-dispute-reference = 沒有進行中的平台介入。
need-nothing-begun = 已經有過審核結果，不能再這樣改。
need-shipped-in-advance = 只用於先行換貨的售後單。
need-auto-approval = 不符合自動同意的規則，須由人員審核。
need-no-logistics-child = 已經為它開過子售後單。
need-return-arrived = 請先等退貨簽收，或上傳運費憑證。
need-case-open = 售後單已經結束。
need-refundable = 可退金額已經退完。
need-within-limit = 金額須在你的權限以內。
need-retries-left = 自動重試的次數已經用完。
need-reapplications-left = 再次申請的次數已經用完。
need-reopen-window = 已經過了可以重新開啟的期限。
need-lines-free = 這些商品不能同時在另一張進行中的售後單裡。
need-time-passed = 時效還沒有到。
need-attempts-left = 聯絡的次數已經用完。
