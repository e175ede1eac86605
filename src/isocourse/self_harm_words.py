"""The many ways in which people speak of suicide and self-harm, and the idioms that are let pass."""

from __future__ import annotations

from typing import Final, NamedTuple


class Rule(NamedTuple):
    """Ways of saying it: patterns over lower-case words with single blanks between them, without apostrophes."""

    stems: tuple[str, ...]
    ways: tuple[str, ...]


# Words that may stand between "I want to" and the verb.
_FILL = (
    r"(?:(?:to|2|too|just|really|literally|honestly|kinda|actually|so|bad|badly|i|im|was|were|am|could|would|id|be|all|"
    r"already|fucking|go|lie|lay|down|curl|up|and|sometimes|right|now|not|only|fall|asleep|sleep|well|as|simply|the|"
    r"next|crash|hole|in|a|here|rather|had|have|should|it|makes|make|me|die) ){0,6}"
)
_SELF = r"(?:m[ye] ?(?:\w+ )?sel[fv]e?|myslef|mysef|himself|herself|themsel\w+|yourself|urself)"
_NOT = r"(?:dont|do not|dnt|dun|didnt|did not|doesnt|no longer|not|never|stopped|without|wouldnt|wont|aint|nothing)"
_PILLS = r"(?:pills?|capsules?|tablets?|caps|meds?|medication|tabs)"

RULES: Final[tuple[Rule, ...]] = (
    # the words themselves, with their misspellings and codes
    Rule(
        ("su", "sewer", "alive", "aliving", "ctb", "kms", "kys", "siu"),
        (
            r"s+u+i+c+\w*|siucid\w*|su+c+i+d\w*|suisid\w*|suicd\w*|suside\w*|susid(?:e|al)\w*",
            r"sewer ?slid\w*|un ?aliv\w*|ctb|(?<!\d )kms|kys",
        ),
    ),
    Rule(("self",), (r"self ?harm\w*", r"self ?inju\w*", r"self ?mutilat\w*", r"self ?destruct\w*")),
    # hurting or killing oneself; accidents with a razor or at the gym pass
    Rule(
        ("self", "slef", "sef"),
        (
            r"(?:kil+\w*|off(?:ing|ed)?|hang(?:ing)?|shoot(?:ing)?|drown(?:ing)?|stab(?:bing|bed)?|top|neck|"
            r"end(?:ing)?|delet(?:e|ing)|poison(?:ing|ed)?|starv(?:e|ing)|punish(?:ing)?|harm(?:ing|ed)?|"
            rf"slit(?:ting)?) {_SELF}(?! (?:laughing|with laughter))",
        ),
    ),
    Rule(
        ("self", "slef", "sef"),
        (
            r"(?:hurt(?:ing|in)?|cut(?:ting|tin)?|burn(?:ing|ed|t)?|injur(?:e|ed|ing)|scratch(?:ing)?) "
            rf"{_SELF}(?! (?:shav\w*|cook\w*|chop\w*|lift\w*|play\w*|runn?\w*|train\w*|at|by accident|accident\w*|"
            r"while|opening|doing|on (?:the|a|my) (?:oven|stove|iron|grill|pan|paper|glass|straightener|curling|"
            r"edge|hair)|in the (?:kitchen|gym|sun|garden))\b)",
        ),
    ),
    Rule(
        ("self",),
        (rf"do(?:ing)? (?:{_SELF} in|(?:something|anything) (?:\w+ )?to {_SELF})", rf"(?:get|getting) rid of {_SELF}"),
    ),
    Rule(
        ("cutting", "wrist", "arms", "thigh", "veins"),
        (
            r"(?:started|back to|been) cutting again",
            r"(?:cut|cutting|slit|slitting|slash\w*) (?:up )?my (?:wrists?|arms?|thighs?|veins?)(?! (?:shav|"
            r"on ))",
        ),
    ),
    Rule(
        ("kill me", "shoot me", "end me"),
        (r"(?:just|please|pls|plz|someone|somebody|god|anyone) (?:\w+ )?(?:kill|shoot|end) me",),
    ),
    # ending it
    Rule(
        ("end", "finish"),
        (
            r"(?<!the )(?:end|ending|ended) (?:it all|it(?! (?:early|with|here|there|was|is|got|will|did|has|"
            r"had|all (?:got|was)|at|after|between|sooner|went|turned|worked|cleared|looks?|seems|felt)\b)|"
            r"everything|my (?:own )?(?:life|pain|misery|suffering|existence)|this life|things(?! with))",
            r"(?<!the )end to (?:it all|my life|my pain)",
        ),
    ),
    Rule(("life", "lives"), (r"(?:tak(?:e|ing|en)|took) (?:my|his|her|their|your) (?:own )?li(?:fe|ves)",)),
    Rule(
        ("stop", "end", "over", "forever", "gone"),
        (
            r"(?:want|wanted|wish|need|make|making) (?:it all|everything|my life|life|the pain|this pain) "
            r"(?:to |would |could |2 )?(?:just )?(?:end|stop|be over|was over|were over|be gone)",
            r"sleep forever",
            r"gone forever",
        ),
    ),
    # wishing to be dead
    Rule(
        ("die", "dead", "dying", "d1e"),
        (
            r"(?:want\w*|wan+t?a|wana|wnat|wnana|wish\w*|hop(?:e|ed|ing)|rather|ready|prefer\w*|better off|"
            r"going|gonna|gunna|bout|about|plan\w*|try(?:ing)?|tried|need(?:ed)?|like|should|deserve\w*|might|"
            rf"decided|of|pray\w*|beg\w*|please let me|let me|time|want 2|when i|once i|scared ill) {_FILL}(?:die|"
            r"d1e|died|dead|dying)(?! (?:down|of|from|laugh\w*|for|to (?:know|see|try|be done|get|have|hear|"
            r"tell|start|go|finish|meet)|hard|out|on (?:me|us)|skin|ends|cells|sea|line|lines|weight|lift\w*|"
            r"battery|phone|warmed|inside me|wrong|tired|(?:my )?hair|hair|blue|if (?:one|my|this|he|she|"
            r"they))\b)",
        ),
    ),
    Rule(
        ("disappear", "vanish", "exist"),
        (
            rf"(?:want\w*|wan+a|wish i|wishing i|rather|just|like|hope i|could) {_FILL}(?:dis+ap+ear\w*|vanish\w*|"
            r"not exist\w*|stop exist\w*|never existed|didnt exist)",
        ),
    ),
    Rule(("born",), (r"(?:never|wasnt|not|hadnt) (?:been |be )?born",)),
    Rule(
        ("care if i", "care whether i", "matter if i"),
        (
            r"(?:care|matter) (?:\w+ )?(?:if|whether) i (?:just )?(?:die|died|dies|live|lived|wake|woke|get hit|"
            r"got hit|dont|didnt|was (?:dead|gone)|am (?:dead|alive))",
        ),
    ),
    Rule(
        ("care much if i", "care less if i", "even care"),
        (r"care (?:much|less|at all|anymore) (?:if|whether) i (?:die|died|live|lived)",),
    ),
    # not wishing to live
    Rule(
        ("live", "living", "alive", "exist", "here", "around", "go on", "carry on", "wake", "earth", "life", "breath"),
        (
            rf"{_NOT} (?:\w+ )?(?:even )?(?:want|wanna|wantin|wanting|feel like|see a point|like|deserve|wan) "
            rf"{_FILL}(?:liv(?:e|ing)|be(?:ing)? (?:alive|here|around)|alive|exist\w*|wak(?:e|ing) up(?! (?:early|"
            r"at|to|with|in|for)\b)|on (?:this )?earth|go(?:ing)? on(?: liv\w+| like this| any ?more|$)|"
            r"carry on(?: liv\w+| any ?more|$)|do life|breath\w*(?= any| $|$))",
        ),
    ),
    Rule(
        ("wake", "woke", "waking"),
        (
            rf"{_NOT} (?:\w+ )?(?:have to |want to |wanna |ever )?(?:wak(?:e|ing)|woke)(?: back)? up(?! (?:early|"
            r"at|to|with|in|for|once|during|dry|thirsty|today|tired|last|until|till|this)\b)",
        ),
    ),
    Rule(
        ("live", "living", "life", "alive", "going on", "carrying on", "being here", "point"),
        (
            r"(?:no|not|isnt|nothing|any|whats the|what is the|wheres the|see the|see a|see any) (?:a |any |my |"
            r"much |longer )?(?:reason|point|worth|to|use|purpose)(?: \w+){0,2}? (?:live|living|life|alive|"
            r"carrying on|being here|existing|going on(?: any ?more| living|$))",
            r"whats the point (?:any ?more|of (?:it all|anything|me|being))",
        ),
    ),
    Rule(
        ("life", "living", "alive", "existing"),
        (
            r"life (?:is |just )?(?:not|isnt|aint|wasnt|is not) worth",
            r"(?:tired|sick|done|over|enough|hate|hating|give up|gave up|giving up|given up|fed up)(?: of| with|"
            r" on)? (?:living(?! (?:here|with|in|at|like a)\b)|being alive|life|existing|my life completely)",
        ),
    ),
    Rule(
        ("cant", "cannot", "can not", "cnt"),
        (
            r"(?:cant|cannot|can not|cnt|can t) (?:even |just |really )?(?:go on(?: liv\w+| like this|"
            r" any ?more| much longer|$)|live (?:like this|any ?more|with myself)|do life|do this any ?more|"
            r"keep (?:going|living|doing this)(?! (?:to|out))|carry on(?: like| any|$))",
        ),
    ),
    # other people would be better off; good-byes
    Rule(
        ("without me", "better off", "miss me", "burden", "happier if", "notice if i", "if i was gone", "if i were"),
        (
            r"(?:better(?: off)?|happier|easier) (?:off )?(?:without me|dead|if i (?:was|were|wasnt|werent|died|"
            r"did not|didnt|left))",
            r"world without me",
            r"(?:no ?one|nobody|who) (?:would|will|wud|ll) (?:even )?(?:miss me|notice if i|care if i)",
            r"burden (?:to|on|for) (?:every\w+|my|them|people|others|him|her|us)",
            r"if i (?:was|were) (?:gone|dead|not here)",
        ),
    ),
    Rule(
        ("last day", "last night", "goodbye", "good bye", "wont be", "not be here", "be here"),
        (
            r"last (?:day|night) (?:of my life|on earth|alive)",
            r"(?:goodbye|good bye|farewell) (?:note|letter|message)s?",
            r"(?:wont|will not|not gonna|not going to) be (?:here|around|alive) (?:much longer|any ?more|"
            r"tomorrow|next|for long|soon)",
            r"(?:say|saying|said) (?:my )?goodbyes?(?: forever| to every\w+)?$",
        ),
    ),
    # ways of doing it
    Rule(("overd", "od on", "oding", "oded"), (r"over ?dos\w*", r"od(?:ing|ed)? on")),
    Rule(
        ("bottle", "pack", "box", "handful", "bunch", "once", "one go", "strip", "all", "every", "tonight"),
        (
            r"(?:swallow\w*|tak(?:e|ing|en)|took|down(?:ed|ing)?|neck(?:ed|ing)?|pop(?:ped|ping)?|ate|eat) "
            r"(?:\w+ ){0,4}?(?:(?:whole|entire|full) (?:bottle|pack|box|strip|lot|jar)|(?:handful|bunch|load|"
            rf"pile) of (?:\w+ )?{_PILLS})",
            rf"(?:swallow\w*|downed|downing|necked|necking) (?:all|every)(?: \w+){{0,3}}? {_PILLS}",
            r"(?:tak(?:e|ing|en)|took) (?:them )?all(?: \w+){0,4}? (?:at once|in one go|right now|tonight)",
            r"(?:want|wanna|wanted|gonna|going|think\w*|feel like|could just|might)(?: \w+){0,2} (?:take|taking|"
            rf"swallow\w*) (?:all|every)(?: \w+){{0,3}}? {_PILLS}",
        ),
    ),
    Rule(
        ("jump", "step", "walk", "driv", "crash", "throw", "bridge", "train", "traffic"),
        (
            r"(?:jump|leap|throw)\w*(?: myself)? (?:off|from|out)(?: of)? (?:a|the|my|that|this|some) "
            r"(?:\w+ )?(?:bridge|building|roof|cliff|balcony|overpass|window|ledge|tower|something)",
            r"(?:jump|step|walk|throw)\w*(?: myself| out)? (?:in front of|into|under)(?: \w+)? (?:traffic|"
            r"trains?|bus|car|cars|truck|subway)",
            r"driv(?:e|ing)(?: my car| the car| myself)? (?:off (?:a|the) (?:road|bridge|cliff)|into (?:a|the) "
            r"(?:tree|wall|oncoming|river|lake|truck))",
        ),
    ),
    Rule(
        ("bleach", "noose", "brains", "bullet", "gun to", "knife", "blade", "razor", "scissors"),
        (
            r"drink(?:ing)? bleach",
            r"noose",
            r"my brains out",
            r"(?:bullet|gun) (?:in|to|through|against) my (?:\w+ )?(?:head|mouth|brain)",
            r"(?:knife|blade|razor) (?:to|into|in|through|against) (?:my|me)(?: \w+)? (?:skin|wrists?|arms?|"
            r"throat|chest|heart|thighs?)",
            r"(?:knife|blade|razor|scissors) to (?:cut|carve|slice|dig|scrape) (?:it|them|this|my \w+)",
        ),
    ),
    Rule(
        ("dark thought", "thoughts of", "thinking of", "thinking about", "think about", "thought about"),
        (
            r"dark thoughts",
            r"th(?:oughts?|inking|ink) (?:of|about) (?:death|dying|ending|hurting|harming|being dead|"
            r"not being here|cutting|jumping|leaving this world)(?! (?:it with|things with|the course|my course|"
            r"treatment)\b)",
        ),
    ),
    # run together, and Spanish
    Rule(
        ("killmyself", "todie", "nadie", "mylife", "offdead", "tolive"),
        (r"\w*(?:killmyself|wan\w*to\w?die|wan+adie|endmylife|betteroffdead|dontwanttolive)",),
    ),
    Rule(
        ("morir", "matarme", "vivir", "la vida"),
        (
            r"qui(?:ero|siera) morir\w*",
            r"matarme",
            r"no quiero (?:seguir )?viv\w+",
            r"quitarme la vida",
            r"ganas de (?:morir|vivir)",
        ),
    ),
    # the plainest sentences of other languages
    Rule(("mourir", "me tuer"), (r"veux (?:mourir|me tuer)", r"envie de mourir")),
    Rule(("sterben", "umbringen", "mehr leben"), (r"will (?:sterben|nicht mehr leben)", r"mich umbringen")),
    Rule(("morire", "uccidermi", "morrer", "me matar"), (r"voglio (?:morire|uccidermi)", r"quero (?:morrer|me matar)")),
    Rule(("死", "自杀", "自殺"), (r"\w*(?:想死|不想活|自杀|自殺|死にたい)\w*",)),
    Rule(("умереть", "убить себя"), (r"хочу умереть|убить себя",)),
    Rule(("اموت", "انتحر"), (r"\w*(?:اموت|انتحر)\w*",)),
)
