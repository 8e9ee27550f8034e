# Parcels: carriers, stages, what happened to them.

carrier-sf = SF Express
carrier-zto = ZTO Express
carrier-yto = YTO Express
carrier-sto = STO Express
carrier-yunda = Yunda Express
carrier-jt = J&T Express
carrier-jd = JD Logistics
carrier-ems = EMS China
carrier-chinapost = China Post
carrier-deppon = Deppon Express
carrier-cainiao = Cainiao Express
carrier-best = Best Express
carrier-kye = KYE
carrier-ane = ANE Logistics
carrier-ups = UPS
carrier-fedex = FedEx
carrier-dhl = DHL
carrier-usps = USPS
carrier-amazon = Amazon Logistics
carrier-canadapost = Canada Post
carrier-canpar = Canpar
carrier-dpd = DPD
carrier-gofo = GOFO Express
carrier-landmark = Landmark Global
carrier-lasership = LaserShip
carrier-olddominion = Old Dominion
carrier-ontrac = OnTrac
carrier-purolator = Purolator
carrier-royalmail = Royal Mail
carrier-speedee = Spee-Dee
carrier-yodel = Yodel
carrier-yunexpress = YunExpress
carrier-post = Post abroad
carrier-other = Other carrier

stage-unmapped = Not recognised
stage-created = To be picked up
stage-picked-up = Picked up
stage-in-transit = In transit
stage-customs = In customs
stage-out-for-delivery = Out for delivery
stage-ready-for-pickup = Ready for pick-up
stage-exception = Exception
stage-rejected = Refused
stage-returning = On its way back
stage-signed = Signed for
stage-returned = Sent back
stage-lost = Lost

rule-other-parcel-silent = A parcel is stuck after no news for
verb-parcel-moved = Parcel moved
fact-parcel-state = Parcel {$before}: {$after}
fact-parcel-carrier = Carrier corrected from {$before} to {$after}

error-tracking-no = A tracking number has only letters and digits.
error-parcel-moment = That time does not fit: it is in the future, or too long ago.
error-parcel-pasted = No tracking event was found. Copy the times as well.
done-parcel-events = Tracking events added: {$n}.
done-parcel-same = Nothing new about this parcel.
parcel-way = Tracking
parcel-events = { $n ->
    [one] One event
   *[other] All {$n} events
}
parcel-no-events = Nothing is known yet. You can paste the tracking text of the carrier’s page below.
parcel-stuck = no news for {$span}
parcel-estimated = expected {$at}
parcel-asked = last looked up {$at}
parcel-by-paste = pasted by {$name}
parcel-by-hand = entered by {$name}
parcel-by-plugin = plugin {$id}
parcel-cases = Cases of this parcel
parcel-paste = Paste tracking
parcel-pasted = Tracking text
parcel-paste-hint = Copy it whole from the carrier’s or a tracking page, with the times.
parcel-look = Read it
parcel-understood = { $n ->
    [one] One event was understood:
   *[other] {$n} events were understood:
}
parcel-not-understood = { $n ->
    [one] One line was not understood and is left out:
   *[other] {$n} lines were not understood and are left out:
}
parcel-line = Line {$n}
parcel-take = { $n ->
    [one] Add this event
   *[other] Add these {$n} events
}
parcel-add = Add an event by hand
parcel-add-do = Add
parcel-stage = Stage
parcel-at = Time
parcel-text = What happened
parcel-correct = Correct the carrier
parcel-correct-do = Correct
parcel-carrier = Carrier
parcel-guess = By its number it may be: {$names}
field-help-carrier = Leave empty to take it from the number.
