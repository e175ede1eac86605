"""The many ways in which people speak of suicide and self-harm, and the idioms that are let pass."""


class Rule:
    """Ways of saying it: patterns over lower-case words with single blanks between them, without apostrophes."""

    __slots__ = ("stems", "ways")

    def __init__(self, stems: tuple[str, ...], ways: tuple[str, ...]) -> None:
        self.stems, self.ways = stems, ways


# Words that may stand between "I want to" and the verb.
_FILL = (
    r"(?:(?:to|2|too|just|really|literally|honestly|kinda|actually|so|bad|badly|i|im|was|were|am|could|would|"
    r"id|be|all|"
    r"already|fucking|go|lie|lay|down|curl|up|and|sometimes|right|now|not|only|fall|asleep|sleep|well|as|"
    r"simply|the|"
    r"next|crash|hole|in|a|here|rather|had|have|should|it|makes|make|me|die) ){0,6}"
)
_SELF = r"(?:m[ye] ?(?:\w+ )?sel[fv]e?|myslef|mysef|himself|herself|themsel\w+|yourself|urself)"
_NOT = r"(?:dont|do not|dnt|dun|didnt|did not|doesnt|no longer|not|never|stopped|without|wouldnt|wont|aint|nothing)"
_PILLS = r"(?:pills?|capsules?|tablets?|caps|meds?|medication|tabs)"

RULES: tuple[Rule, ...] = (
    # the words themselves, with their misspellings and codes
    Rule(
        ("su", "sewer", "alive", "aliving", "ctb", "kms", "kys", "siu"),
        (
            r"s+u+i+c+\w*|siucid\w*|su+c+i+d\w*|suisid\w*|suicd\w*|suside\w*|susid(?:e|al)\w*",
            r"sewer ?slid\w*|un ?aliv\w*|ctb|kys",
            r"(?<!\d )(?<!cloud )kms(?! (?:key|config|crypto|ekm|location|import|provider|api|service|project))",
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
            rf"{_SELF}(?! (?:shav\w*|cook\w*|chop\w*|lift\w*|play\w*|runn?\w*|train\w*|at|by accident|"
            rf"accident\w*|"
            r"while|opening|doing|on (?:the|a|my) (?:oven|stove|iron|grill|pan|paper|glass|straightener|"
            r"curling|"
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
            rf"decided|of|pray\w*|beg\w*|please let me|let me|time|want 2|when i|once i|scared "
            rf"ill) {_FILL}(?:die|"
            r"d1e|died|dead|dying)(?! (?:down|of|from|laugh\w*|for|to (?:know|see|try|be done|get|have|hear|"
            r"tell|start|go|finish|meet)|hard|out|on (?:me|us)|skin|ends|cells|sea|line|lines|weight|lift\w*|"
            r"battery|phone|warmed|inside me|wrong|tired|(?:my )?hair|hair|blue|if (?:one|my|this|he|she|"
            r"they))\b)",
        ),
    ),
    Rule(
        ("disappear", "vanish", "exist"),
        (
            rf"(?:want\w*|wan+a|wish i|wishing i|rather|just|like|hope i|could) {_FILL}(?:dis+ap+ear\w*|"
            rf"vanish\w*|"
            r"not exist\w*|stop exist\w*|never existed|didnt exist)",
        ),
    ),
    Rule(("born",), (r"(?:never|wasnt|not|hadnt) (?:been |be )?born",)),
    Rule(
        ("care if i", "care whether i", "matter if i"),
        (
            r"(?:care|matter) (?:\w+ )?(?:if|whether) i (?:just )?(?:die|died|dies|live|lived|wake|woke|"
            r"get hit|"
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
            rf"{_FILL}(?:liv(?:e|ing)|be(?:ing)? (?:alive|here|around)|alive|exist\w*|wak(?:e|"
            rf"ing) up(?! (?:early|"
            r"at|to|with|in|for)\b)|on (?:this )?earth|go(?:ing)? on(?: liv\w+| like this| any ?more|$)|"
            r"carry on(?: liv\w+| any ?more|$)|do life|breath\w*(?= any| $|$))",
        ),
    ),
    Rule(
        ("wake", "woke", "waking"),
        (
            rf"{_NOT} (?:\w+ )?(?:have to |want to |wanna |ever )?(?:wak(?:e|ing)|woke)(?: back)? "
            rf"up(?! (?:early|"
            r"at|to|with|in|for|once|during|dry|thirsty|today|tired|last|until|till|this)\b)",
        ),
    ),
    Rule(
        ("live", "living", "life", "alive", "going on", "carrying on", "being here", "point"),
        (
            r"(?:no|not|isnt|nothing|any|whats the|what is the|wheres the|see the|see a|see any) (?:a |any |"
            r"my |"
            r"much |longer )?(?:reason|point|worth|to|use|purpose)(?: \w+){0,2}? (?:live|living|life|alive|"
            r"carrying on|being here|existing|going on(?: any ?more| living|$))(?! (?:in|with) (?:this|the|"
            r"a) (?:city|town|dorm|area))",
            r"whats the point (?:any ?more|of (?:it all|anything|me|being))",
        ),
    ),
    Rule(
        ("life", "living", "alive", "existing"),
        (
            r"life (?:is |just )?(?:not|isnt|aint|wasnt|is not) worth",
            r"(?:tired|sick|done|over|enough|hate|hating|give up|gave up|giving up|given up|fed up)(?: of|"
            r" with|"
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
            r"(?:better(?: off)?|happier|easier) (?:off )?(?:without me|dead|if i (?:was|were|wasnt|werent|"
            r"died|"
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
    # farewells, dates, what was given away, and being gone
    Rule(
        ("date", "day"),
        (
            r"(?:picked|pickd|chosen|chose|set|have|got|decided(?: on)?)(?: \w+)? (?:a|the|my) (?:date|"
            r"day)(?: picked| set| chosen)?"
            r"(?= (?:its|it is|to (?:die|go|do it|end)|already|picked|set|chosen|and (?:the|a) (?:note|"
            r"method|place))|$)",
        ),
    ),
    Rule(
        ("here", "around", "alive"),
        (
            r"(?:rather|prefer to|wish i (?:was|were|could)|id like to|better if i (?:was|were)) "
            r"(?:just )?not (?:be )?"
            r"(?:here|around|alive|living)(?! (?:today|tonight|tomorrow|on)\b)",
            r"(?:wont|will not|not gonna|not going to) be (?:here|around|alive) (?:for|at|by|to see) (?:my |"
            r"the |your |his |"
            r"her |our |next )?(?:\w*mas|thanksgiving|easter|birthday|new year\w*|graduation|summer|spring|"
            r"winter|fall|autumn|"
            r"wedding|it|that|this)",
        ),
    ),
    Rule(
        ("tell my", "tell them", "tell her", "tell him", "tell everyone"),
        (
            r"tell (?:my \w+|them|her|him|every\w+) (?:that )?(?:i|im) (?:loved?|am sorry|sorry|always loved|"
            r"never meant)",
        ),
    ),
    Rule(
        ("last message", "last entry", "last note", "last words", "last letter"),
        (r"(?:this is|be|my) (?:\w+ )?last (?:message|entry|note|words|letter)",),
    ),
    Rule(
        ("wont need", "not need", "no longer need"),
        (
            r"(?:wont|will not|no longer|dont) need (?:it|them|any of it|that|this|anything) (?:where im|"
            r"where i am|soon|after|when im)",
        ),
    ),
    Rule(
        ("letter", "note", "card"),
        (
            r"(?:wrote|written|writing|left|leaving) (?:\w+ ){0,3}?(?:goodbye|farewell|suicide|final)(?: \w+)?",
            r"(?:wrote|written) (?:every\w+|my (?:mum|mom|mother|dad|father|parents|family|kids|bestie|"
            r"\w+ friend)) (?:a|one last) "
            r"(?:letter|note|card)",
        ),
    ),
    Rule(
        (
            "crav",
            "long",
            "ach",
            "yearn",
            "nothingness",
            "none of this",
            "stop existing",
            "want out",
            "check out",
            "checking out",
            "out of this",
        ),
        (
            r"(?:crav|long|yearn|ach|wish|want|pray|hop)\w* (?:for )?(?:to )?(?:be )?(?:nothingness|oblivion|"
            r"dead|death|the end)",
            r"stop existing",
            r"by (?:this time )?(?:tomorrow|next week|sunday|monday|tonight) none of (?:this|it) (?:will|"
            r"would|is going to) matter",
            r"check(?:ing|ed)? out of (?:this |my )?(?:life|world|existence)",
            r"lifes? (?:\w+ ){1,4}?i want out(?: for (?:real|good))?$",
        ),
    ),
    Rule(
        ("live", "living", "life", "going on"),
        (
            r"(?:no|not|not have|lost|losing|without|little|any)(?: \w+)? (?:desire|wish|will|point|reason|"
            r"more desire) (?:to|in|of) "
            r"(?:live|living|be alive|being alive|going on|life|carry on|carrying on)(?! (?:here|with|in|"
            r"at)\b)",
        ),
    ),
    Rule(
        ("woken", "woke", "wake"),
        (r"(?:wish|wished) (?:that )?(?:i|id) (?:had )?(?:never|not|didnt)(?: \w+)? (?:woken|woke|wake)",),
    ),
    Rule(
        ("tomorrow",), (r"(?:not|never|dont want to|not have to) (?:have to )?(?:do|see|face) (?:another )?tomorrow",)
    ),
    # means, kept or looked at
    Rule(
        ("trust myself", "danger to myself", "safe with myself", "safe from myself"),
        (
            r"(?:dont|do not|cant|cannot|didnt|not) trust myself (?:\w+ )?(?:around|with|near|alone|tonight|"
            r"right now|in the)",
            r"(?:danger to|safe with|safe from) myself",
        ),
    ),
    Rule(
        ("pills", "capsules", "meds", "tablets"),
        (
            rf"(?:sav(?:e|ed|ing)|hoard\w*|stockpil\w*|collect\w*|stash\w*|keep\w*) (?:up )?(?:all )?(?:my |"
            rf"the |some )?(?:\w+ )?{_PILLS} "
            r"(?:for the right|for when|until|up for|for that|in case i|to (?:end|die|do it))",
            rf"(?:took|taken|swallowed|ate|downed) (?:\w+ )?(?:[2-9]\d|twenty|thirty|forty|fifty|"
            rf"sixty|hundred)(?: of)?(?: \w+)? {_PILLS}",
        ),
    ),
    Rule(
        (
            "rope",
            "bridge",
            "platform",
            "ledge",
            "knife",
            "knives",
            "gun",
            "wheel",
            "edge of",
            "blade",
            "truck",
            "train",
            "bus",
        ),
        (
            r"(?:found|bought|tied|got|ordered|look\w* at|staring at|star\w* at|hid\w*) (?:\w+ "
            r"){0,2}?(?:rope|gun|noose)(?! (?:burn|jump|swing|climb|for (?:the|my|our) (?:boat|dog|swing|"
            r"tent|truck|trailer|sled|horse|climb)))",
            r"(?:think\w*|thought|thoughts|look\w*|star\w*) (?:of|about|at) (?:the|my|a|every) "
            r"(?:\w+ )?(?:knife|knives|blade|blades|razor|bridge(?! of)|rope|gun|ledge)",
            r"how (?:tall|high|deep|far down) (?:is )?(?:the|that|our) (?:\w+ )?(?:bridge|building|cliff|"
            r"roof|drop|fall)",
            r"(?:stand\w*|stood|sat|sit\w*|walk\w*|closer) (?:\w+ ){0,4}?(?:platform edge|edge "
            r"of the (?:platform|roof|bridge|cliff)|ledge)",
            r"(?:jerk|yank|turn|swerve|steer) (?:the|my) (?:wheel|car)(?: \w+)? (?:into|off|toward)",
            r"(?:if|hope|wish|hoping)(?: \w+)? (?:a )?(?:truck|bus|car|train|lorry) (?:would |could |"
            r"will )?(?:just )?(?:hit|hits|ran over|runs over|run over|took out) me",
        ),
    ),
    # hurting a limb on purpose
    Rule(
        (
            "on purpose",
            "deliberately",
            "feel something",
            "calm down",
            "feel empty",
            "feel better",
            "it helps",
            "again",
            "relief",
            "numb",
            "bleed",
        ),
        (
            r"(?:cut|cuts|cutting|slic\w*|slash\w*|burn\w*|scratch\w*|stab\w*|carv\w*|hit|hitting|punch\w*|"
            r"bang\w*|bit|bite|biting|pick\w*|pinch\w*) "
            r"(?:\w+ )?my (?:\w+ )?(?:wrists?|arms?|forearms?|thighs?|legs?|calf|calves|ankles?|stomach|"
            r"belly|hips?|head|hands?|feet|foot|skin|shoulders?|chest)"
            r"(?: \w+){0,6}? (?:on purpose|deliberately|(?:so|to|until|till|and|when|because) "
            r"(?:that )?(?:i |they |it )?(?:can )?(?:feel (?:something|anything|empty|numb|alive|better)|calm down)|"
            r"it helps|when i feel (?:empty|numb|sad)|so i feel|for relief)",
            r"(?:scratch|claw|pick)\w* (?:at )?my wrists?(?: \w+){0,4} bleed\w*",
            r"(?:cut|cutting|slicing|slashing|burning) my (?:wrists?|arms?|thighs?|legs?|calves|calf|stomach|"
            r"hips?) again",
        ),
    ),
    # what is prepared, and what is only said around
    Rule(
        ("affairs", "in case i", "forgive me", "finds this", "find this", "read this", "reads this"),
        (
            r"(?:settled|sorted|arranged|put) my affairs",
            r"(?:just )?in case (?:i am|im) (?:gone|not here|dead)",
            r"forgive me (?:when|after|if|for what)(?: \w+){0,3} (?:read|find|gone|do)",
            r"hop(?:e|ing) (?:my )?\w+ (?:finds?|reads?) this (?:one day|some ?day|after|when|and)",
        ),
    ),
    Rule(
        ("rehears", "funeral", "empty chair", "obituary", "my grave"),
        (
            r"rehears(?:ed|ing) (?:it|how|the)(?! (?:song|play|speech|dance|talk|scene|presentation))",
            r"(?:pictur\w*|imagin\w*|plan\w*|dream\w*)(?: \w+)? my (?:own )?(?:funeral|grave|obituary)",
            r"notice (?:the|my|an) empty (?:chair|room|seat)",
        ),
    ),
    Rule(
        ("because of", "morning", "be it", "put up with me", "enough"),
        (
            r"only (?:still )?(?:here|alive|around) (?:still )?because of (?:the|my)",
            r"(?:pray|praying|hope|hoping|wish)(?: \w+){0,3} (?:morning|tomorrow) (?:does not|doesnt|never|"
            r"wont|would not|wouldnt) come",
            r"(?:sleep|drift off|close my eyes) (?:and )?let (?:that|it|this) be (?:it|the end)",
            r"put up with me (?:after|once|when|any ?more|much longer)",
            rf"count(?:ing|ed)? (?:\w+ ){{0,2}}?{_PILLS}(?: \w+){{0,6}} enough(?! (?:until|for the|till|to "
            rf"last))",
        ),
    ),
    Rule(
        ("cliff", "the bridge", "overpass", "the tracks"),
        (
            r"(?:drove|driving|drive|went|walked) to (?:the|a) (?:cliff|bridge|overpass|tracks|river)(?: "
            r"and)? (?:sat|stood|star\w*|to (?:see|look|think|do it))",
        ),
    ),
    Rule(
        ("deserve it", "punish", "quiets my", "on purpose"),
        (
            r"(?:pull\w*|rip\w*|tore|tear\w*|bruis\w*|hammer\w*|cut|burn\w*|stab\w*|scrap\w*)(?: \w+){1,6} "
            r"(?:because i deserve it|to punish (?:me|myself)|"
            r"quiets my (?:head|mind))",
            r"(?:pull\w*|rip\w*|tore|bruis\w*|smash\w*|broke) (?:\w+ )?my (?:\w+ )?(?:toenails?|nails?|"
            r"fingers?|hair|thighs?|hand|toes?)(?: \w+){0,2} on purpose",
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
            r"(?:want|wanna|wanted|gonna|going|think\w*|feel like|could just|might)(?: \w+){0,2} (?:take|"
            r"taking|"
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
            r"not being here|cutting|jumping|leaving this world)(?! (?:it with|things with|the course|"
            r"my course|"
            r"treatment)\b)",
        ),
    ),
    # run together, and Spanish
    Rule(
        ("killmyself", "todie", "nadie", "mylife", "offdead", "tolive"),
        (r"\w*(?:killmyself|wan\w*to\w?die|wan+adie|endmylife|betteroffdead|dontwanttolive)",),
    ),
    Rule(
        ("morir", "matar", "vivir", "la vida", "hacerme da"),
        (
            r"qui(?:ero|siera) morir\w*",
            r"matarme",
            r"me (?:quiero|quisiera|voy a) matar",
            r"(?:quiero|quisiera|voy a) hacerme da[nñ]o",
            r"no quiero (?:seguir )?viv\w+",
            r"quitarme la vida",
            r"ganas de (?:morir|vivir)",
        ),
    ),
    # the plainest sentences of other languages
    Rule(("mourir", "me tuer"), (r"(?:veux|voudrais|vais) (?:mourir|me tuer)", r"envie de (?:mourir|me tuer)")),
    Rule(
        ("sterben", "umbringen", "mich um", "mehr leben"),
        (r"(?:will|m(?:ö|oe?)chte) (?:sterben|nicht mehr leben)", r"mich umbringen", r"bring\w* mich um"),
    ),
    Rule(
        ("morire", "uccider", "morrer", "me matar"),
        (r"voglio (?:morire|uccidermi)", r"mi voglio uccidere", r"(?:quero|vou) (?:morrer|me matar)"),
    ),
    Rule(("死", "自杀", "自殺"), (r"\w*(?:想死|不想活|自杀|自殺|死にたい)\w*",)),
    Rule(("умереть", "убить себя"), (r"хочу умереть|убить себя",)),
    Rule(("اموت", "انتحر"), (r"\w*(?:اموت|انتحر)\w*",)),
)
