from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isocourse.failsafe import emergency, self_harm
from isocourse.failsafe.self_harm import mentions_self_harm
from isocourse.failsafe.self_harm_words import RULES

SAID = """
settled my affairs last week
just in case i am gone
forgive me when you read this
hope mum finds this one day
rehearsed it last night
i still picture my funeral
who would notice the empty chair
only here because of the cat
pray that morning does not come
go to sleep and let that be it
nobody has to put up with me after tonight
counting the pills again to see if it is enough
drove to the cliff and sat there
pulled out my toenail because i deserve it
bruised my thighs with a hammer, it quiets my head
picked a date, its my birthday
i have set a date already
id rather not be here tbh
wont be here for christmas and thats fine
not going to be around for my birthday
tell my mum i loved her
tell everyone im sorry
this is my last entry
be my last message
gave the bike to my brother, wont need it where i am going
wrote my parents a letter for after
left a final note on the desk
craving to be dead
longing for oblivion
i would like to stop existing
checking out of this life
lifes hard and i want out for good
lost the will to live
i have not more desire to live
see little point in going on
wish i had never woken from the surgery
i wish id not woken up again
just sleep and not have to do tomorrow
dont trust myself around knives
i am not safe with myself tonight
hoarding my pills for the right night
took thirty capsules
swallowed 20 pills
bought a rope and hid it
keep thinking about the knife
staring at the bridge on the way home
how high is the bridge
standing closer to the platform edge each day
jerk the wheel into the wall
if a truck hit me
i scratch my wrists until they bleed
slicing my calf to calm down
burned my leg with a lighter on purpose
cutting my leg again
i bite my hands so i feel something
bang my head against the wall so i feel it
quiero morir
ich will nicht mehr leben
je veux mourir
quero morrer
voglio morire
我想死
хочу умереть
أريد أن أموت
死にたい
i want to die
I WANT TO DIE!!!
i wanna die
i wana die
i want 2 die
i just want to be dead
i wish i was dead
wish I were dead
i wish i could fall asleep and not wake up
hope i dont wake up tomorrow
i'd rather die than look like this
i would be better off dead
feel like dying
ready to die
planning to die
sometimes i think about dying
thinking of death a lot
having thoughts of ending my life
thoughts about suicide
im suicidal
feeling suicdal
suisidal thoughts
sucidal
s u i c i d a l
sewerslide
going to unalive myself
kms
k.m.s
gonna kms lol
i'm going to kill myself
might just kil myself
killing myself tonight
KILLMYSELF
iwanttodie
kill my self
going to off myself
i want to hang myself
i keep wanting to hurt myself
i cut myself last night
I've been cutting myself again
started cutting again
cut my wrists
burned myself on purpose
self-harm
self harming since monday
end it all
feel like ending it
i want to end my life
ended my own life in a dream
take my own life
I don't want to live
dont want to live anymore
i dont wanna be alive
do not want to be here anymore
don't want to exist
i want to disappear
wish i was never born
no reason to live
nothing to live for
what's the point of living
whats the point anymore
life isn't worth living
tired of living
tired of being alive
done with life
sick of life
can't go on
i cant go on like this
cant do this anymore
everyone would be better off without me
they'd be happier if i was gone
nobody would miss me
im a burden to my family
i don't care if i die
wouldn't care if i got hit by a bus
took the whole bottle
took a handful of pills
swallowed all my capsules
want to take all my pills
thinking about overdosing
i overdosed
jump off a bridge
walk into traffic
jump in front of a train
drive into a tree
put a gun to my head
want it all to end
I want everything to stop
no suicidal thoughts
never thought about hurting myself
not suicidal
my brother killed himself
my friend committed suicide
watched suicide squad
wrote a goodbye letter
i won't be here much longer
i might do something to myself
i didn't care much if i died
i could use a razor to cut it off
quiero morirme
me quiero matar
je vais me tuer
ich bringe mich um
ich möchte sterben
vou me matar
mi voglio uccidere
me voy a matar
quiero hacerme daño
ya no quiero vivir
want to kill my fucking self
someone kill me
just kill me
i dont deserve to live
dark thoughts
i don't want to wake up
\uff53\uff55\uff49\uff43\uff49\uff44\uff45
sui\u200bcide
suïcidal
I don\u2019t want to live
""".strip().splitlines()

IDIOMS = """
rehearsed the song all night
put up with my mood
pulled out my wallet
scratching my arms until they bleed because of the itch
picked a date for the appointment
we set the date of the wedding
rather not be here today, this mall is packed
i wont need the cream after this week
wrote my doctor a letter
left a note for the delivery
check out of the hotel at ten
no point in moisturizing
not woken by the alarm
tomorrow i have to do laundry
saved my capsules in the fridge
took two capsules with lunch
rope burn on my hands
thought about the bridge of my nose, it peels
cut my hand on a can
burned my arm on the oven
hit my head on the shelf
a date night with my husband
cloud kms key used to encrypt
dying to be done with this
my skin is to die for
these joint aches are killing me
my lips are killing me
killing time in the waiting room
i nearly died laughing
died of embarrassment
dying for a drink of water
my phone died
dead skin everywhere
want this dead skin gone
my hair feels dead
dead tired
scared to death of blood tests
bored to death
i want this acne to disappear
wish my spots would disappear
in the end it got better
at the end of the day my back hurts
the course ended well
ended things with my boyfriend
should i end it early
weekend trip, lips cracked
cut myself shaving
burned myself on the oven
hurt myself at the gym
hurt my knee running
my razor cut my lip
took all my capsules this month
take all my pills with food
took two capsules by mistake
ran 10 kms and my knees hurt
can't go on holiday with this skin
i can't live without lip balm
can't keep my eyes open
woke up with a headache
didn't wake up early today
wake up thirsty every night
live in Chicago
no point in moisturizing
tired of dry lips
sick of this cream
hate my skin
feel like death warmed up
unalike spots
i would kill for clear skin
shoot, forgot my dose
jump rope hurts my knees
my train was late
walked into a door
without me noticing, my nails got soft
burning eyes
bottle of lotion is empty
never had such bad skin
life is good
it was the last day of my period
my eyes hurt and i want to lie down
do not want to go on another course
lips cracked and bleeding
""".strip().splitlines()


@pytest.mark.parametrize("words", SAID)
def test_said(words: str) -> None:
    """Words about suicide or self-harm are heard in every register, misspelled, denied, or about another person."""
    assert mentions_self_harm(words.encode().decode("unicode_escape") if "\\u" in words else words)


@pytest.mark.parametrize("words", IDIOMS)
def test_idioms(words: str) -> None:
    """A plain idiom, an accident or an ordinary complaint does not bring up the crisis lines."""
    assert not mentions_self_harm(words)


@pytest.mark.parametrize("words", SAID[::7])
def test_inside_a_longer_text(words: str) -> None:
    """The words are heard wherever they stand in a longer text, with any punctuation around them."""
    assert mentions_self_harm(f"My lips are dry, and (honestly)... {words} -- since Monday.")


@given(st.text(max_size=300))
def test_any_text(words: str) -> None:
    """Any text is answered, and the answer does not depend on upper and lower case of plain letters."""
    assert mentions_self_harm(words) == mentions_self_harm(words.swapcase()) or not words.isascii()


def test_long_texts_are_quick() -> None:
    """Text without end, even of half-finished phrases, is read in a moment."""
    begun = time.process_time()
    for part in (
        "i want to ",
        "dont want ",
        "take all ",
        "cut my self ",
        "can not really ",
        "a ",
        "die ",
        "hurt my x ",
    ):
        mentions_self_harm(part * 5000)
    assert time.process_time() - begun < 30  # a bound on a hang, not a measurement: tracing is slow


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stems[0])
def test_each_rule_earns_its_place(rule: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any one rule, some of the words above would not be heard: none is there for nothing."""
    monkeypatch.setattr(self_harm, "RULES", tuple(one for one in RULES if one is not rule))
    assert any(not mentions_self_harm(words) for words in SAID)


def test_the_emergency_module_offers_it() -> None:
    """Commands ask the emergency module, which is the only door to it."""
    assert emergency.mentions_self_harm is mentions_self_harm
