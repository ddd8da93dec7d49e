# Every sentence in English, for people whose interface is English. The same keys and variables as ar.ftl.

## Posts

digest-title = { $count ->
    [one] News digest: { $count } story
   *[other] News digest: { $count } stories
}
digest-more = { $count ->
    [one] and { $count } more story
   *[other] and { $count } more stories
}
digest-others = Other news
digest-empty = No news this time.
post-withdrawn = This story was withdrawn.

## What a channel's owner is told in private

channel-trouble = { $reason ->
    [removed] I was removed from it
    [blocked] I was blocked there
    [not-found] I cannot find it any more
    [unknown-channel] the channel was deleted or hidden from me
    [unknown-guild] the server was deleted, or I was removed from it
    [missing-access] I cannot see it any more
    [no-rights] I lack the right to post there
    [no-right-to-post] I lack the right to post there
    [no-conversation] the chat is not open to me any more
    [closed-to-messages] the chat is closed to my messages
    [no-mutual-guild] we share no server any more
    [moved] it moved to an address that I do not know
    [no-page] it has no page any more
    [restricted] my account was restricted there
    [forbidden] I lack the right to post there
    [topic-closed] the topic is closed
    [topic-deleted] the topic was deleted
    [topic-missing] the topic was deleted
    [thread-locked] the thread is locked
    [thread-archived] the thread is archived
    [tag-required] the forum takes no post without a tag, and all of its tags are for moderators
   *[other] { $reason }
}
told-gone = Nothing is posted in “{ $title }” any more: { $why }. Its subscriptions are kept as they are, and posts go on when you bring me back.
told-forbidden = I could not post in “{ $title }”: { $why }. Give me what is missing and posts go on by themselves. I try again every day for a week, and its subscriptions are kept as they are.

## Buttons and forms of every command

press-stale = This button is too old. Send the command again.
form-now = Now: { $value }
form-leave-out = To leave this empty, send a single - sign.
form-give-up = Write your answer in a message. To step back, press any button of the dialogue or send any command.

## Templates and buttons of posts

breaking-word = Breaking
button-read = Read the story
button-share = Share
template-card = Headline, date, opening and source
template-headline = The headline alone
template-brief = Headline and opening, without the source
template-breaking = A headline with a badge on breaking news, and time and source under it
template-compact = Compact: headline, a line of the opening, hashtags
setting-template = Template
setting-hashtags = Hashtags
setting-buttons = Buttons
value-auto = as the template says
value-none = no buttons
value-read = Read the story
value-share = Share
value-both = Read the story, and Share
template-own = a text of its own
template-own-how = To write your own, send /settings template own
template-title = Template of posts
template-field = The text; the headline’s line begins with #
template-variables = Variables: { $names }.
template-saved = The template is saved. The newest story looks like this now:
template-refused = The template was not saved; the one before stays.
template-unusable = It could not be used, so posts had the standard look.
told-template = The template of “{ $title }” could not be used: { $why } News is posted there in the standard look until you change the template with /settings template.
template-known = Known here: { $names }.
template-example = For example: { $example }
fault-place = Line { $line }, column { $column }:
fault-unknown-name = There is no ready-made template called “{ $word }”.
fault-too-long = The text is longer than the { $most } letters that a template may have.
fault-not-closed = “{ $word }” was opened and not closed.
fault-unknown-tag = I do not know a tag called “{ $word }”.
fault-unknown-filter = I do not know a filter called “{ $word }”.
fault-unknown-variable = I do not know a variable called “{ $word }”.
fault-syntax = I do not understand “{ $word }”.
fault-argument = The filter “{ $word }” cannot take that value.
fault-loop = The loop “{ $word }” is not possible: it goes over the topics alone, and in no other loop.
fault-too-heavy = The template needs more work than it may.
fault-too-much = A post would be longer than { $most } letters.
fault-shows-nothing = The template shows nothing of the story.

## /start and /help

start-welcome = Welcome!
start-what = I bring you the news of Arabic outlets as it is published: headline, date, opening and link.
start-reader = Send /latest to read the latest news, or /subscribe to get the news here as it comes in.
start-owner = To post news in a channel or group, add me there with the right to post messages, then send /subscribe in it.
start-help = Send /help to see all commands.

help-title = Commands
help-words = In a private chat you can also write the Arabic words «آخر الأخبار», «بحث» and what to look for, «اشترك», «المزيد» or «مساعدة».
help-example-latest = To see the 5 latest stories, send /latest 5 and add a topic after the number if you like.
help-example-search = To search the news, send /search and some words, with #topic or #source if you like.
help-example-subscribe = To post the news in a channel that you administer, send /subscribe @channel and add sources or topics after it, separated by commas, or a site’s address, if you like.

command-start = What this bot does and how to begin
command-help = The commands and what they do
command-latest = The latest news, with a number and a topic if you like
command-subscribe = Get the news here or in a channel you administer
command-unsubscribe = Stop all of a subscription or a part of it
command-search = Search the news
command-more = The rest of the list that you were shown
command-topics = The topics and how much news each has
command-opml = Export the sources of a subscription as an OPML file, or import one
command-sources = The sources and their short names
command-settings = Show or change the settings of a channel
command-pause = Stop the news for a while
command-resume = Let the news come again after a pause
command-preview = The newest story as it would be posted here
command-why = Why a story arrived here or did not
command-language = The language in which I answer you

parameter-count = Number of stories, 1 to 10; 3 if left out
parameter-topic = The topic; all news if left out
parameter-channel = The channel; this place if left out
parameter-opml = An OPML file of a feed reader, whose sources are added
parameter-wish = Sources or topics, separated by commas, or a site’s address; all news if left out
parameter-words = Words to look for, with #topic or #source if you like
parameter-duration = How long, such as 2h or 3 days; until you resume if left out
parameter-setting = The setting; all settings if left out
parameter-value = The new value; the possible values if left out
parameter-article = The story's link or words of it; the newest story if left out
parameter-language = العربية or English
parameter-unwish = Sources or topics you no longer want; everything if left out

command-unknown = I do not know the command “{ $command }”.
command-closest = Did you mean /{ $command }?
command-outage = Something is down on our side for the moment. Please try again in a few minutes.

too-many = { $count ->
    [one] That was a lot of requests in a short time. Please try again in a second.
   *[other] That was a lot of requests in a short time. Please try again in { $count } seconds.
}

## Lists that go on

more-how = For more, send /more
more-none = There is no more news.
more-of-nothing = I showed you no list here within the last hour. Send /latest to read the latest news or /search to search.

## /latest

latest-title-more = More of the latest news
latest-title-more-topic = More of the latest news in “{ $topic }”

latest-title = { $count ->
    [one] The latest story
   *[other] The { $count } latest stories
}
latest-title-topic = { $count ->
    [one] The latest story in “{ $topic }”
   *[other] The { $count } latest stories in “{ $topic }”
}
latest-none = No news has come in yet. Please try again in a while.
latest-none-topic = No news in “{ $topic }” yet.
latest-count-range = I can show { $minimum } to { $maximum } stories at a time. Send for example: /latest { $example }

## /search

search-title = Results for “{ $words }”
search-some = No story has all of these words. These have some of them:
search-none = I did not find “{ $words }” in what I keep of the news of the last 30 days.
search-needs-words = Write what you look for after the command. Send for example: /search قمة المناخ
search-unfinished = I am still reading older news. Search again in a while to see the other results.

## Topics and sources

topics-title = Topics
topic-news = { $count ->
    [one] { $count } story
   *[other] { $count } stories
}
topics-left = { $count ->
    [one] and { $count } more topic
   *[other] and { $count } more topics
}
topics-example = To read the news of a topic, send for example: /latest { $topic }
topics-links = To subscribe to a topic, press its name.
sources-title = Sources
sources-none = There are no sources yet.
sources-left = { $count ->
    [one] and { $count } more source
   *[other] and { $count } more sources
}
sources-example = To subscribe to a source, send for example: /subscribe { $source }

topic-unknown = I do not know a topic called “{ $name }”.
wish-unknown = I do not know a source or topic called “{ $name }”.
did-you-mean = Did you mean: { $names }?
available-topics = Topics: { $names }.
available-sources = Sources: { $names }.
available-none = There are no topics yet. Send /latest without a topic to read the latest news.
name-separator = {", "}

## /subscribe and /unsubscribe

subscribe-done-here = Subscribed. News will arrive here as it comes in.
subscribe-done-there = Subscribed. News will arrive in “{ $place }” as it comes in.
subscribe-later-here = Subscribed. News will arrive here at its times:
subscribe-later-there = Subscribed. News will arrive in “{ $place }” at its times:
subscribe-undo-here = To unsubscribe, send /unsubscribe
subscribe-undo-there = To unsubscribe, send /unsubscribe { $reference }
subscribe-again-here = To subscribe again, send /subscribe
subscribe-again-there = To subscribe again, send /subscribe { $reference }
unsubscribe-done-here = Unsubscribed. No more news will arrive here.
unsubscribe-done-there = Unsubscribed. No more news will arrive in “{ $place }”.
unsubscribe-part = Done. The subscription still covers:
not-subscribed-here = There is no subscription here to cancel.
not-subscribed-there = There is no subscription in “{ $place }” to cancel.
not-subscribed-to = The subscription does not cover “{ $name }”. It covers:
receives = The subscription covers:
receives-all = All news
receives-topics = Topics: { $topics }
receives-sources = Sources: { $sources }
receives-both = Topics: { $topics }, from the sources: { $sources }

no-subscription-here = There is no subscription here. To subscribe, send /subscribe
no-subscription-there = There is no subscription in “{ $place }”. To subscribe, send /subscribe { $reference }

## /pause and /resume

pause-done-here = The news here is paused.
pause-done-there = The news in “{ $place }” is paused.
pause-length = Length of the pause: { $length }.
pause-length-unknown = I do not understand the duration “{ $length }”.
pause-example = Send for example: /pause 2h or /pause 30m or /pause 3 days
resume-how-here = To let the news come again, send /resume
resume-how-there = To let the news come again, send /resume { $reference }
resume-done-here = The news here comes again.
resume-done-there = The news in “{ $place }” comes again.
resume-needless-here = The news here is not paused.
resume-needless-there = The news in “{ $place }” is not paused.

## /settings

settings-title-here = Settings
settings-title-there = Settings of “{ $place }”
settings-state = State
settings-schedule = When
settings-how-here = To change a setting, send its name and value, for example: /settings digits arabic
settings-how-there = To change a setting, send its name and value, for example: /settings { $reference } digits arabic
schedule-at-once = As the news comes in
state-active = News arrives
state-nothing = No subscription yet
state-paused = Paused until it is resumed
state-paused-until = Paused until { $until }
state-hindered = Held back by a technical reason or a missing right
setting-language = Language of the words around the news
setting-date = Date
setting-digits = Digits
setting-lead = Longest opening
setting-image = Picture
setting-preview = Link preview
setting-source = Source line
setting-silent = Without a sound
setting-zone = Time zone
setting-letters = { $count ->
    [one] { $count } character
   *[other] { $count } characters
}
setting-is = { $setting }: { $value }
setting-changed = Changed. { $setting }: { $value }
setting-see-here = To see a story in its new look, send /preview
setting-see-there = To see a story in its new look, send /preview { $reference }
setting-unknown = I do not know a setting called “{ $name }”.
setting-names = Settings: { $names }.
setting-values = Possible values: { $names }.
setting-range = The value is a number from { $minimum } to { $maximum }.
setting-zone-how = The value is a time zone or a city, such as Asia/Amman or Cairo.
value-unknown = I do not know the value “{ $name }” for this setting.
zone-unknown = I do not know a time zone called “{ $name }”.
value-ar = Arabic
value-en = English
value-long = الأربعاء 22 مارس 2023
value-dual = 22 آذار/مارس 2023
value-levantine = الأربعاء 22 آذار 2023
value-maghrebi = الخميس 22 جوان 2023, with the months' names of the Maghreb
value-numeric = 22/03/2023
value-hijri = 30 شعبان 1444 هـ
value-relative = قبل ساعتين
value-latin = 0123456789
value-arabic = ٠١٢٣٤٥٦٧٨٩
value-on = yes
value-off = no

## The set-up dialogue

command-setup = Set up the news step by step: sources, topics, times, look
setup-anonymous = To begin, press this button.
setup-open = Set up the news
setup-title-here = Setting up the news here
setup-title-there = Setting up the news in “{ $place }”
setup-step = Step { $step } of { $steps }: { $name }
setup-next = Next
setup-back = Back
setup-cancel = Cancel
setup-done = Save
setup-over = This dialogue is somebody else’s, or it is over. To begin a new one send /setup
setup-cancelled = Set-up cancelled. Nothing has changed.
setup-done-here = All set. This is what will arrive here:
setup-done-there = All set. This is what will arrive in “{ $place }”:
setup-other-subscriptions = { $count ->
    [one] One other subscription stays as it is.
   *[other] { $count } other subscriptions stay as they are.
}
setup-change-later = To change any of it, send /setup at any time; to stop the news for a while, send /pause

setup-step-place = Place
setup-place-what = Where should the news arrive? You must be an administrator there, and I must be allowed to post.
setup-place-here = Here
setup-place-other = Another channel or group
setup-place-now = Chosen: “{ $place }”.
setup-place-field = The channel’s name, link or number

setup-step-sources = Sources
setup-sources-what = From which sources do you want news?
setup-sources-all = Nothing chosen: news of all sources arrives.
setup-sources-other = To add a site that is not in the list, send /subscribe and its address.
setup-any-of-these = News of all that you chose arrives.
setup-sources-clear = All sources
setup-every-source = All sources

setup-step-topics = Topics
setup-topics-what = Which topics do you want?
setup-topics-all = Nothing chosen: news of all topics arrives.
setup-topics-type = Type topics
setup-topics-field = Topics, separated by commas
setup-topics-clear = All topics
setup-every-topic = All topics
setup-topic-count = { $count ->
    [one] one article in the last 30 days
   *[other] { $count } articles in the last 30 days
}

setup-step-words = Words
setup-words-what = Do you want news with certain words, or without certain words? This step is optional.
setup-words-none = No filter by words now.
setup-words-now = The filter now: { $words }
setup-words-tried = { $taken ->
    [one] One of the last { $of } articles fits what you have chosen so far.
   *[other] { $taken } of the last { $of } articles fit what you have chosen so far.
}
setup-words-write = Type words
setup-words-clear = No filter
setup-words-field = Example: summit "security council" -sport
setup-words-example = summit "security council" +gaza -sport
setup-words-names = Sources and topics are chosen in the two steps before: write words alone here.
setup-words-kept = The filter stays as it was.
setup-words-problem = I do not understand “{ $piece }” (at character { $at }): { $reason ->
    [no-letters] there is no letter and no digit in it.
    [expression-empty] the regular expression is empty.
    [expression-too-large] the regular expression is larger than allowed.
    [expression-unreadable] the regular expression is not well formed.
    [expression-latin-only] \b and \w know no Arabic letters.
    [quote-open] a quotation mark is opened and never closed.
    [expression-open] a regular expression is opened and never closed.
    [sign-alone] the sign needs a word right behind it.
    [value-missing] there is nothing behind the colon.
    [importance-unknown] importance is ordinary, developing or breaking.
    [sign-before-name] no + or - may stand before this name.
    [too-many-terms] there are more words than allowed.
    [too-many-expressions] a filter takes no more than { $most } regular expressions.
    [too-long] the text is longer than allowed.
   *[other] { $reason }
}
setup-importance = Importance
setup-importance-ordinary = All news
setup-importance-developing = Follow-ups and breaking news
setup-importance-breaking = Breaking news only
setup-no-words = No filter

setup-step-when = When
setup-when-what = When should the news arrive?
setup-when-now = Chosen: { $when }.
setup-when-zone = Times are those of { $zone }.
setup-when-minutes = Every so many minutes
setup-when-times = Digest at fixed times
setup-when-cron = Digest by cron
setup-when-other-zone = Change the time zone
setup-field-minutes = Every how many minutes?
setup-field-times = Times, separated by commas
setup-field-cron = Five fields: minute hour day month weekday
setup-field-zone = City or time zone
setup-minutes-range = A number from { $minimum } to { $maximum } minutes.
setup-time-unreadable = I do not understand the time “{ $time }”. Write it like 08:00 or 8 pm
setup-times-many = { $count ->
    [one] One time a day at most.
   *[other] { $count } times a day at most.
}
setup-schedule-problem = { $reason ->
    [cron-unreadable] I do not understand the schedule “{ $written }”. It has five fields with blanks between them, like 0 8 * * 1-5 for eight o’clock, Monday to Friday.
    [cron-never] The schedule “{ $written }” never comes.
    [zone-unknown] I know no time zone “{ $written }”.
   *[other] “{ $written }” cannot be followed.
}
schedule-minutes = { $minutes ->
    [one] digest every minute
   *[other] digest every { $minutes } minutes
}
schedule-hours = { $hours ->
    [one] digest every hour
   *[other] digest every { $hours } hours
}
schedule-times = digest every day at { $times }
schedule-cron = digest by the schedule { $expression }
schedule-no-quiet = No quiet hours
schedule-quiet = Quiet from { $from } to { $to }
schedule-no-caps = No limit
schedule-per-hour = { $count ->
    [one] one post an hour
   *[other] { $count } posts an hour
}
schedule-per-day = { $count ->
    [one] one post a day
   *[other] { $count } posts a day
}

setup-step-limits = Quiet hours and limits
setup-limits-what = Do you want hours in which nothing arrives, or a limit to the number of posts?
setup-limits-rest = What does not arrive at its time waits for the next digest; nothing is lost.
setup-quiet = Quiet hours
setup-quiet-other = Other quiet hours
setup-quiet-equal = Quiet hours begin and end at the same time: there is no quiet between.
setup-field-from = From
setup-field-to = To
setup-caps = Limit
setup-caps-other = Another limit
setup-field-perHour = Most in an hour
setup-field-perDay = Most in a day
setup-caps-range = The limit is a number from 1 to { $maximum }.
setup-extras = Other choices
setup-breakingPasses = Breaking news always at once
setup-emptyDigests = A digest even without news
setup-breaking = Breaking news
setup-breaking-passes = always at once

setup-step-look = Look
setup-look-what = How should posts look? Choose the template, the date’s style, the length of the lead, and what is shown with the news.
setup-lead = { $count ->
    [one] lead of one letter
   *[other] lead up to { $count } letters
}
setup-template = Template
setup-template-own = The channel’s own template
setup-switches = Shown with the news
setup-switch-digits = Digits ٠١٢٣
setup-switch-image = Picture
setup-switch-linkPreview = Link preview
setup-switch-sourceLine = Source line
setup-switch-silent = Sent silently
setup-switch-hashtags = Hashtags
setup-switch-button-read = Button “Read the article”
setup-switch-button-share = Button “Share”

setup-step-preview = Preview
setup-preview-what = This is how the newest of what you chose looks. Your choices:
setup-preview-other = There is no recent news of what you chose; this is another article, for the look. Your choices:
setup-preview-none = No news has come yet to show you. Your choices:
setup-preview-save = Nothing changes before you press “Save”.

## Greetings

greeting-here = Hello! I post news of Arabic sources here: headline, date, lead and link.
greeting-what = You choose sources, topics, look and times by buttons: at once or as a digest. Every member may send /latest for the latest news or /search to search
greeting-how-here = To begin, an administrator presses this button.
greeting-channel = You added me to “{ $place }”, and I may post there.
greeting-channel-lacks = You added me to “{ $place }”, and I may not post there yet.
greeting-channel-how = To choose sources, topics, times and look, press this button. I post nothing there before.

## Sharing

setting-followers = Publish to the channels that follow this one

## Limits

limit-channels = { $count ->
    [one] You can set up one channel, and have reached that limit. Unsubscribe it and try again.
   *[other] You can set up { $count } channels, and have reached that limit. Unsubscribe one of them and try again.
}
limit-subscriptions = { $count ->
    [one] One place can have one subscription.
   *[other] One place can have { $count } subscriptions.
}
limit-words = { $count ->
    [one] One subscription can have one word.
   *[other] One subscription can have { $count } words.
}

## Addresses: /subscribe ADDRESS

address-reading = I am reading { $address } and will answer as soon as I am done.
address-busy = I am still reading the address you sent before. Wait for its answer, then send the command again.
address-off = Nobody may add sources here. Choose one of those there are: /sources
address-too-many = { $count ->
    [one] You can add one source, and you have. Choose one of those there are: /sources
   *[other] You can add { $count } sources, and you have. Choose one of those there are: /sources
}
address-full = The limit of added sources has been reached here. Choose one of those there are: /sources
address-anonymous = I cannot tell who writes in the name of a channel or group. To add a new source, open your chat with me and send its address after this command: /subscribe { $reference }
address-known = The source: “{ $name }”.
address-brought = I found the source “{ $name }”.
address-newest = Its newest: { $headline }
address-choice = { $count ->
    [one] “{ $name }” has one feed:
   *[other] “{ $name }” has { $count } feeds:
}
address-choice-how = Choose what to subscribe to, or copy its command and send it.
address-choose = Choose a feed
address-offer-over = This choice is too old. Send the command again.
address-wrong-scheme = I read web addresses only, which begin with http or https. Send for example: /subscribe https://example.com/rss
address-wrong-malformed = This is no correct address. Copy it from your browser as it is, and send for example: /subscribe https://example.com/rss
address-wrong-too-long = This address is longer than I read. Look for a shorter one of the site’s feed (RSS).
address-wrong-several = Send the address alone, each in a command of its own. For example: /subscribe https://example.com/rss
address-not-subscribed = The subscription does not include { $address }. To see what it includes send /settings
address-nothing = I found no news to subscribe to at { $address }.
address-why = { $why ->
    [missing] The site says that there is no such page.
    [forbidden] The site does not show me this page.
    [status] The site answered { $status }.
    [too-slow] The site took longer to answer than I wait.
    [too-large] What is there is larger than I read.
    [private] The address lies in a private network, where I do not read.
    [robots] The site asks programs not to read this page.
    [not-a-feed] There is neither a feed (RSS) nor a page that lists news.
    [one-article] This is the page of a single article.
    [empty] There is a feed, but no news in it.
    [not-arabic] Its news is not in Arabic.
    [unreadable] I could not read what is there.
    [no-address] This is no correct address.
   *[unreachable] I could not reach this site.
}
address-advice = { $why ->
    [missing] Open the address in your browser to check it, or send the address of the site’s front page.
    [forbidden] Look for the address of the site’s feed (RSS) and send that.
    [status] Try again in a while, or send another address of the site.
    [too-slow] Try again in a while.
    [too-large] Look for the address of the site’s feed (RSS) and send that.
    [private] Send an address that everybody can open on the internet.
    [robots] Look for the address of the site’s feed (RSS) and send that.
    [not-a-feed] Send the address of the site’s feed (RSS), or of the page where its news is listed.
    [one-article] Send the address of the site’s front page, or of the section you want.
    [empty] Try again once there is news in it.
    [not-arabic] Send the address of the site’s Arabic edition.
    [unreadable] Look for the address of the site’s feed (RSS) and send that.
    [no-address] Copy the address from your browser as it is.
   *[unreachable] Open the address in your browser to check it, then try again.
}

## /opml

opml-written = { $count ->
    [one] This file has the source of the subscription of “{ $place }”.
   *[other] This file has { $count } sources of the subscription of “{ $place }”.
}
opml-nothing = There is no subscription here whose sources I could write.
opml-how = To add sources from a feed reader, send its OPML file with the command /opml
opml-too-large = This file is larger than one megabyte, which is the most I read.
opml-not-loaded = I could not download the file. Send it again.
opml-refused = This file is no sound OPML list. Export it from your feed reader once more and send it as it is.
opml-too-many = { $count ->
    [one] I read one source of a file, and this one is longer. Split it and send the parts.
   *[other] I read { $count } sources of a file, and this one is longer. Split it and send the parts.
}
opml-reading = I am reading the file and will answer as soon as I am done.
opml-title = What the file has
opml-known = { $count ->
    [one] One source that I know.
   *[other] { $count } sources that I know.
}
opml-new = { $count ->
    [one] One new source.
   *[other] { $count } new sources.
}
opml-over = { $count ->
    [one] One source over the limit, which is not added.
   *[other] { $count } sources over the limit, which are not added.
}
opml-left = { $count ->
    [one] One line without an address to read.
   *[other] { $count } lines without an address to read.
}
opml-failed = { $count ->
    [one] One source that I could not read:
   *[other] { $count } sources that I could not read:
}
opml-none = Nothing of this can be added to the subscription of “{ $place }”.
opml-sure = Shall I add this to the subscription of “{ $place }”?
opml-do = { $count ->
    [one] Add the source
   *[other] Add { $count } sources
}
opml-done = { $count ->
    [one] Done. The subscription of “{ $place }” includes the file’s source.
   *[other] Done. The subscription of “{ $place }” includes { $count } sources of the file.
}

## /route

command-route = Send topics to a part of this place
parameter-route = Topics or sources; “off” before them ends it
parameter-part = The part; this one if left out
route-title = Routing in “{ $place }”:
route-item = { $names } → “{ $part }”
route-item-hindered = { $names } → “{ $part }” (takes no messages now; its news arrives in “{ $place }”)
route-none = No routing in “{ $place }”: all news arrives there.
route-done = News of { $names } will arrive in “{ $part }”.
route-rest = The rest arrives in “{ $place }”.
route-no-subscription = There is no subscription in “{ $place }” yet; send /subscribe there so that something arrives.
route-off-done = The routing has ended.
route-needs-names = Name the topics or sources that you want to route, e.g. /route sport
route-needs-part = { $platform ->
    [discord] Which thread? Send the command in the thread itself, or name it under “part”.
   *[other] Which topic of the forum? Send the command in that topic.
}
route-too-many = There can be at most { $most } parts. End some with /route off and try again.
route-how = { $platform ->
    [discord] To route a topic, send /route in the thread where you want it; to end it: /route off
   *[other] To route a topic, send in the forum topic, e.g.: /route sport; to end it: /route off sport
}

## /language

language-now = I answer you in English now.
language-choices = Languages: { $names }.
language-example = To change the language, send for example: /language ar
language-unknown = I do not know a language called “{ $name }”.
language-done = I will answer you in English from now on.

## /alert

command-alert = A private message for every story with words of your choice
parameter-alert = The words, or “remove” and a number, or nothing to see your alerts
alert-done = I will send you here every story with: { $words }
alert-done-elsewhere = I will send you in private messages every story with: { $words }
alert-known = You have this alert already: { $words }
alert-undo = To see your alerts or to remove one send /alert
alert-none = You have no alerts.
alert-example = For every story with two words, write both. Put a phrase in quotation marks, and a - sign before what you do not want. Send for example: /alert earthquake Turkey
alert-needs-words = Write at least one word that you want to be alerted to.
alert-full = { $count ->
    [0] Alerts are switched off here.
    [one] Everybody may have one alert, and you have it. Remove it to add another.
   *[other] Everybody may have { $count } alerts, and you have as many. Remove one to add another.
}
alert-title = { $count ->
    [one] Your alerts: one
   *[other] Your alerts: { $count }
}
alert-remove = Remove { $number }
alert-removed = Removed the alert: { $words }
alert-unknown = You have no alert with the number or the words “{ $alert }”.
alert-paused = The news is paused here; alerts come again when you send /resume
alert-private = Alerts are private messages: open the chat with me and send /alert there.
alert-private-open = Open the chat
alert-cannot-write = I cannot send you private messages.
alert-cannot-write-how = Allow private messages from members of this server in your privacy settings, then try again.

## Links that open the bot, and inline mode

sources-links = To subscribe to a source, press its name.
article-gone = This story is no longer kept. For the latest news send /latest
look-up-none = No news with these words. Open the chat with me

## /why

why-article-unknown = I found no story with the link or the words “{ $article }” in what I keep of the news of the last 30 days.
why-not-stored = The story { $article } is not stored: it was never read, or it is older than 30 days.
why-no-channel = There is no channel { $channel }.
why-told = This place has the same story from the source { $source }, and does not get it twice. What follows is about that one:
why-repeats = It repeats an earlier story, and goes only to those who did not get that one.
why-stored = The story was read from the source { $source } on { $seen }.
why-active = The channel takes news.
why-gone = The channel is out of reach since { $gone }: { channel-trouble }.
why-paused = The channel is paused: { $reason ->
    [owner] an administrator paused it
   *[other] { channel-trouble }
}.
why-paused-until = The channel is paused until { $until }: { $reason ->
    [owner] an administrator paused it
   *[other] { channel-trouble }
}.
why-wanted = The subscription covers it.
why-no-subscription = There is no subscription here.
why-not-wanted = The subscription does not cover it: its source is { $source }, its topics are { $topics ->
    [none] not known
   *[other] { $topics }
}.
why-not-planned-yet = Its turn to be handed out has not come yet.
why-planned-for-nobody = Nobody wanted it when it came in.
why-backlog = It was there before its source was added, or was found long after it appeared: it was kept for whoever asks, and not posted.
why-planned-digest = It was handed out to this place in a digest on { $planned }.
why-held = It waits for the digest that is due on { $due }.
why-in-digest = It went into a digest.
why-word-found = The subscription's word “{ $word }” is in its { $where ->
    [lead] lead
   *[headline] headline
}: “{ $found }”.
why-word-excluded = The excluded word “{ $word }” is in its { $where ->
    [lead] lead
   *[headline] headline
}: “{ $found }”.
why-word-missing = The word “{ $word }”, which must be there, is not.
why-words-missing = None of the subscription's words is there.
why-importance = It is less important than the subscription asks for.
why-planned-without = It was handed out on { $planned }; the subscription here did not cover it then.
why-planned = It was handed out to this place on { $planned }.
why-waiting = It waits to be sent; it is due on { $due }.
why-tried = It could not be sent and is tried again on { $again }.
why-sending = It is being sent, or its sending was cut off: then I look whether it arrived before it is sent again.
why-sent = It was sent.
why-failed = { $reason ->
    [too-long] The platform refused it: it is longer than it takes.
    [too-large] The platform refused it: it is larger than it takes.
    [empty] The platform refused it: there is no text in it.
    [mark-up] The platform refused it: it did not take its formatting.
    [form] The platform refused it: it did not take its formatting.
    [photo] The platform refused it: it did not take its picture.
    [automod] The server's AutoMod blocked it.
    [harmful-link] The platform refused it: it holds its link to be harmful.
    [channel-kind] The platform refused it: nothing can be posted in a channel of this kind.
    [refused] The platform refused it.
    [no-embeds] I lack the right “Embed Links” in the channel.
    [not-editable] The platform refused to change it.
   *[other] It did not reach the channel: { channel-trouble }.
}
why-skipped = It was not sent: { $key ->
    [expired] its time was over before it could be sent
    [gone] the channel is out of reach: { channel-trouble }
    [no-channel] the channel is registered no more
    [merged] the channel became one with another that is registered, and the story goes there
    [left-out-of-a-digest-newer-ones-are-enough] newer stories filled the digest
    [withdrawn] an editor took it back
    [no-longer-stored] it was no longer stored when the digest was made
    [a-later-one-of-its-story-is-in-the-digest] a later telling of the same story is in the digest
   *[other] { $reason }
}.
why-words = The platform said: { $words }
why-unknown = Nobody can tell whether it arrived; an editor decides.
why-corrected = It was sent and corrected.
why-withdrawn = It was sent and withdrawn.

## Broadcasts: what is refused, and what to do

refusal-unknown = There is no broadcast { $id }: the list shows those that there are.
refusal-changed-meanwhile = { $name } has changed this broadcast meanwhile (revision { $revision } now). Nothing of yours was saved: look at it again and repeat your change.
refusal-wrong-state = Broadcast { $id } is { $state ->
    [draft] a draft, so this cannot be done with it now: it can be edited, approved, scheduled, sent or cancelled
    [approved] approved, so this cannot be done with it now: it can be edited, scheduled, sent or cancelled
    [scheduled] scheduled, so this cannot be done with it now: it can be edited, sent at once or cancelled
    [sending] being sent, so this cannot be done with it now: it can be paused, corrected, withdrawn or cancelled
    [paused] paused, so this cannot be done with it now: it can be resumed, corrected, withdrawn or cancelled
    [finished] finished, so this cannot be done with it now: it can be corrected or withdrawn, or make a new one
    [cancelled] cancelled, so this cannot be done with it now: what was sent can be corrected or withdrawn, or make a new one
   *[expired] expired, so this cannot be done with it now: what was sent can be corrected or withdrawn, or make a new one
}.
refusal-needs-approval = Somebody else has to approve broadcast { $id } before it is scheduled.
refusal-own-approval = You wrote broadcast { $id } yourself: somebody else has to approve it.
refusal-time-past = The time { $at } is over (it is { $now } now): give a later one, or send it now.
refusal-time-missing = Broadcast { $id } has no time that is still to come: give it one.
refusal-zone-unknown = “{ $zone }” is no time zone: give one such as Asia/Amman.
refusal-cron-unreadable = “{ $cron }” is no cron expression: give five fields such as “0 9 * * 1-5”.
refusal-cron-never = “{ $cron }” never comes before its end: give another.
refusal-until-past = The end { $until } is over: give a later one, or none.
refusal-audience-missing = Nobody is chosen: say who gets it, or choose all channels.
refusal-audience-empty = { $gone ->
    [0] No channel is meant by what was chosen. Of each kind that is named (platform, topic, language, tag …) one must hold
   *[other] No channel is left that would get it ({ $gone } of the chosen ones cannot be reached any more)
}: choose others.
refusal-platform-unknown = “{ $platform }” is no platform that is switched on: choose from { $platforms }.
refusal-channel-unknown = There is no channel { $channel }: `barqiya broadcast channels` lists the ids of those that there are.
refusal-segment-unknown = There is no segment “{ $segment }”. There are: { $segments }.
refusal-segment-name = “{ $segment }” cannot name a segment: give letters, digits and -, at most 40.
refusal-segment-circle = Segment “{ $segment }” cannot hold other segments: name the channels themselves.
refusal-language-unknown = “{ $language }” is no language: give a tag such as ar or en.
refusal-language-twice = There are two versions in { $language }: leave one.
refusal-content-missing = Nothing is said yet: write a headline or a text.
refusal-text-too-long = For { desk-platform } the text is too long: { $length } characters, at most { $limit }. Shorten it, or write a shorter one for { desk-platform }.
refusal-headline-too-long = For { desk-platform } the headline is too long: { $length } characters, at most { $limit }. Shorten it.
refusal-too-many-buttons = For { desk-platform } there are too many buttons: { $length }, at most { $limit }. Take some out.
refusal-button-label-too-long = For { desk-platform } a button’s words are too long: { $length } characters, at most { $limit }. Shorten them.
refusal-too-much-mark-up = For { desk-platform } there are too many bold, italic and linked pieces: { $length }, at most { $limit }. Take some out.
refusal-address-unreadable = { $line ->
    [0] “{ $sign }”
   *[other] Line { $line }, sign { $column }: “{ $sign }”
} is no address: give one that begins with http:// or https://.
refusal-mark-up-open = Line { $line }, sign { $column }: “{ $sign }” is opened and never closed. Close it on the same line, or write \{ $sign } for the sign itself.
refusal-mark-up-empty = Line { $line }, sign { $column }: there is nothing inside “{ $sign }”: write something or take it out.
refusal-variable-unknown = Line { $line }, sign { $column }: there is no { $sign }. There are: { $variables }.
refusal-variable-open = Line { $line }, sign { $column }: a brace is opened and never closed. Close it, or put \ before it.
refusal-option-unreadable = “{ $value }” does not fit { $option }: give a whole number from { $least } to { $most }.
refusal-not-missed = No time of broadcast { $id } was missed: there is nothing to decide.
refusal-nothing-sent = Nothing of broadcast { $id } has been sent yet: edit or cancel it instead.
refusal-withdrawn = Broadcast { $id } was withdrawn: make a new one.
refusal-nothing-failed = No delivery of broadcast { $id } has failed: there is nothing to try again.
refusal-expired = Broadcast { $id } expired at { $at }: make a new one for those who did not get it.
refusal-run-unknown = Broadcast { $id } has no sending { $run } yet.

## Broadcasts: the dialogue of editors, and the audit log

command-broadcast = Prepare a broadcast to many channels (editors)
command-broadcasts = Watch, pause and correct broadcasts (editors)
command-audit = What editors did (admins)
parameter-broadcast = The id of the broadcast to open, or a new one if left out

desk-not-yours = { $role ->
    [editor] This is for the newsroom's admins. If you need it, ask the owner to change your role; your id is { $id }.
    [admin] This is for the owner alone. Your id is { $id }.
   *[other] This command is for the newsroom's editors. If you are one, ask an admin to add you by the id { $id }.
}
desk-dialogue-over = This dialogue is over, or is somebody else's. Send /broadcasts to open the broadcast again.
desk-changed-meanwhile = { $name } changed this broadcast after you were shown it, so nothing of it was overwritten. This is what it is now: do what you wanted again if it is still needed.

desk-form-title = Text of the broadcast
desk-form-correct = Correction of the broadcast
desk-form-headline = Headline
desk-form-body = Text
desk-form-body-how = **bold** *italic* [words](https://example.com)
desk-form-image = Address of the picture
desk-form-buttons = Buttons, one a line
desk-form-buttons-how = Read more | https://example.com

desk-state = State
desk-state-draft = draft
desk-state-approved = approved
desk-state-scheduled = scheduled
desk-state-sending = being sent
desk-state-paused = paused
desk-state-finished = finished
desk-state-cancelled = cancelled
desk-state-expired = expired
desk-text = Text
desk-count = Count
desk-time = Time
desk-time-now = as soon as you press “Send”
desk-time-recurring = recurring ({ $cron }) in { $zone }
desk-editor = Last edited by
desk-approved-by = Approved by
desk-missed = The time of this broadcast went by and it was not sent. Decide: send it now, or leave it out?
desk-missed-short = (missed its time, waits for a decision)

desk-audience = Audience
desk-audience-all = all channels
desk-audience-without = { $include } without { $exclude }
desk-audience-channels = { $count ->
    [one] one named channel
   *[other] { $count } named channels
}
desk-audience-title = Who gets it?
desk-audience-how = Choose platforms, languages or topics. Of each kind that you chose from, one must hold; with nothing chosen all channels get it.
desk-platform = { $platform ->
    [telegram] Telegram
    [discord] Discord
    [web] web pages
   *[other] { $platform }
}
desk-estimate = { $count ->
    [one] one channel ({ $platforms }), sent within about { $duration }
   *[other] { $count } channels ({ $platforms }), sent within about { $duration }
}

desk-day-title = When is it sent?
desk-day = Day
desk-hour-title = At which hour?
desk-hour = Hour
desk-today = today
desk-tomorrow = tomorrow
desk-zone = Times are in { $zone }.
desk-when-form = Time of the broadcast
desk-when-label = When?
desk-when-example = tomorrow 09:00, in 2 hours, next sunday 18:30
desk-time-past = This time has passed: { $at }. Choose one that is yet to come, such as “tomorrow 09:00”.
desk-time-far = This time is very far away: { $at }. Check the year.
desk-time-unknown = I do not understand “{ $typed }”. Write for example: tomorrow 09:00, in 2 hours, or 2026-12-31T18:30

desk-options = How it is sent
desk-option-silent = silent
desk-option-silent-what = It arrives without a sound.
desk-option-pin = pinned
desk-option-pin-what = The message is pinned where the bot may do that.
desk-option-urgent = urgent
desk-option-urgent-what = It goes before news and does not wait for quiet hours to end.

desk-preview-on = As it looks on { $platform }:
desk-test-arrived = A test copy was sent here.
desk-test-failed = The test copy did not arrive: { $words }
desk-approved = The broadcast is approved.
desk-send-title = Send it?
desk-sending = It is being sent.
desk-scheduled = It is scheduled.
desk-sent-already = This broadcast is being sent or scheduled already, and is not sent twice.
desk-stop-sure = Cancel it? Those who do not have it will not get it; what was sent stays.
desk-withdraw-sure = Withdraw it? Every message of it is deleted, and nobody else gets it.
desk-done-pause = It stopped where it was.
desk-done-resume = It goes on where it stopped.
desk-done-cancel = The broadcast is cancelled.
desk-done-withdraw = The messages are being withdrawn.
desk-done-correct = The messages that were sent are being corrected.
desk-done-retry = { $count ->
    [one] One channel is tried again.
   *[other] { $count } channels are tried again.
}
desk-none = There is no broadcast yet. Send /broadcast to prepare one.
desk-list-title = Broadcasts
desk-open = Choose a broadcast to open it

desk-progress-sent = Arrived
desk-progress-failed = Failed
desk-progress-skipped = Left out
desk-reason = { $reason ->
    [too-long] longer than the platform takes
    [too-large] larger than the platform takes
    [empty] no text in it
    [mark-up] its formatting was refused
    [form] its formatting was refused
    [photo] its picture was refused
    [automod] blocked by AutoMod
    [harmful-link] a link that is held to be harmful
    [channel-kind] channels of a kind that takes no messages
    [no-embeds] I lack the right “Embed Links”
    [not-editable] its change was refused
    [refused] the platform refused it
    [expired] its time was over
    [cancelled] the broadcast was cancelled
    [withdrawn] the broadcast was withdrawn
    [no-channel] the channel is registered no more
    [merged] the channel became one with another that is registered
   *[other] { channel-trouble }
}
desk-progress-unknown = Nobody knows whether it arrived
desk-progress-remaining = Left about
desk-progress-correct = Corrected
desk-progress-withdraw = Withdrawn

desk-do-home = Refresh
desk-do-back = Back
desk-do-form = Edit the text
desk-do-prev = Preview
desk-do-aud = Audience
desk-do-when = Time
desk-do-opt = How it is sent
desk-do-test = Test here
desk-do-appr = Approve
desk-do-ask = Send…
desk-do-send = Send now
desk-do-schedule = Schedule
desk-do-now = Now
desk-do-type = Write the time
desk-do-stop = Cancel…
desk-do-stopd = Yes, cancel it
desk-do-pause = Pause
desk-do-resum = Resume
desk-do-corr = Correct
desk-do-wdraw = Withdraw…
desk-do-wdrwn = Yes, withdraw it
desk-do-retry = Try the failed ones again
desk-do-dsend = Send it now
desk-do-dskip = Leave it out

audit-changed = from { $before } to { $after }
audit-set = now { $after }
audit-gone = was { $before }
audit-none = The log is empty.
audit-title = The newest of the log
audit-refused = refused
audit-failed = not done
audit-more = The whole log: barqiya audit, on the server.

command-people = Who has a role in the newsroom, and giving one (admins)
parameter-person = The person's id such as telegram:12345, or the list if left out
parameter-role = editor, admin or owner, or none to take the role
people-title = People with a role
people-how = To give a role send for example: /people 12345 editor, and to take it: /people 12345 none
people-done = { $role ->
    [none] { $id } has no role any more.
   *[other] { $id } is { $role } now.
}
people-last-owner = This is the last owner. Make somebody else an owner first.
people-owner-by-setting = { $id } is an owner by the setting BARQIYA_OWNER; only who runs the server can change that.
people-not-listed = { $id } has no role.
role-owner = owner
role-admin = admin
role-editor = editor

## Rights

person-lacks-right-here = { $platform ->
    [discord] This command is for people with the permission “Manage Server” on this server.
   *[other] This command is for the administrators of this place only.
}
person-lacks-right-there = { $platform ->
    [discord] You lack the permission “Manage Server” on the server of “{ $place }”.
   *[other] You are not an administrator of “{ $place }”.
}
person-right-how = { $platform ->
    [discord] Ask the owner of the server to give it to you in Server Settings, Roles, then send the command again.
   *[other] Ask the owner to add you in the settings, Administrators, Add Admin, then send the command again.
}
bot-lacks-right-here = I do not have the right to post messages here.
bot-lacks-right-there = { $kind ->
    [forum] I do not have the right to create posts in “{ $place }”.
   *[other] I do not have the right to post messages in “{ $place }”.
}
bot-right-how = { $platform ->
    [discord] { $kind ->
        [forum] In the forum's settings, Permissions, allow me “View Channel”, “Create Posts” and “Embed Links”, then send the command again.
       *[other] In the channel's settings, Permissions, allow me “View Channel”, “Send Messages” and “Embed Links”, then send the command again.
    }
   *[other] In the settings, Administrators, add me as an administrator with the right “Post Messages”, then send the command again.
}
place-unknown = I cannot find “{ $reference }”, or I am not in it. Add me there as an administrator with the right to post messages, then send the command again.

## A channel's public page

web-older = Older posts
web-newest = Newest posts
web-all = All posts
web-permalink = Link to this post
web-corrected = This post was corrected after it was published.
web-withdrawn = This post was withdrawn.
web-empty = Nothing has been published here yet.
web-skip = Skip to the posts
web-rss = RSS feed
web-json-feed = JSON feed
web-no-page = There is no page at this address
web-no-page-hint = Check the address: a letter may be missing, or it may have changed.
web-no-entry = There is no post at this address
web-no-entry-hint = The post may be too old, or only part of its address was copied.
web-away = This page is not available at the moment
web-away-hint = We are bringing it back; please try again shortly.

## The demonstration page

stage-title = barqiya: the post as its reader sees it
stage-lead = One story comes in and leaves for every platform in that platform's language and look. What you see was sent by the very code that sends to the real platforms; only the receiver is on this machine.
stage-live = live
stage-stories = { $count ->
    [one] { $count } story
   *[other] { $count } stories
}
stage-posts = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
stage-waiting = No posts yet. They appear here by themselves when they arrive.
stage-nothing-here = No post here
stage-edited = edited
stage-open-page = Public page
platform-telegram = Telegram
platform-discord = Discord
platform-web = Web page
