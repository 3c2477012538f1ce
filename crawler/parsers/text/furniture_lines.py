"""Lines that belong to no article, one pattern a line; `{word}` stands for a list.

They match lines in small letters, traditional characters written as simplified.
"""

from __future__ import annotations

import re
from typing import Final

from crawler.parsers.text.patterns import any_of, in_small_letters

_NUMBER: Final = r"[\d,.]+\s*[万萬kKwW]?\+?\s*"

#: Whole lines that are furniture wherever they stand.
_WHOLE: Final = r"""
tools?\s*:?\s*(?:save|print|e-?mail).*
{share}(?:\s*[|/·•,]?\s*{share})*
close|(?:back to (?:the )?)?top|share ?- ?wechat|\d+ comments?\(s\)|\d+ comment\(s\)
share (?:this|on|to|via|with)\b.{0,60}|(?:post|send|pin) (?:to|on|via) {site}|shares?
what['’]?s this ?\??|(?:hide|show|toggle|close) caption|(?:play|watch) video
(?:view|open|see) (?:full )?(?:gallery|image|photos?)|enlarge (?:this )?image|放大图片
\d{1,3} of \d{1,3}
分享|分享[到至](?: ?(?:{network}|{site}|line|telegram)){0,6}
分享到?:.{0,40}|扫一扫.{0,30}|微信扫码.{0,30}|复制链接
打印|打印本页|关闭窗口|【?关闭】?|收藏本文?|【?打印】?\s*【?关闭】?|大\s*中\s*小
字[号级]\s*:?.{0,12}|【?字体\s*:.{0,14}
{network}(?:[\s|、·]+{network})*
adjust font size\s*:?.{0,12}|font size\s*:?.{0,12}|text size.{0,12}
larger|smaller|a-\s*a\+?
(?:责任编辑|责编|编辑|审核|校对|监制|编审|编译|签审|【?责任编辑|供稿|撰稿|排版|美编)\s*[:|丨].{1,40}
[(【\[]?\s*(?:责任编辑|责编|编辑|[初复终]?审核?|供稿|撰稿|校对|排版)\s*:\s*.{1,30}[)】\]]?
(?:标签|标籤|关键词|关键字|tags?|keywords?|topics?)\s*:.{0,120}
\(?(?:{credit}\s*[/丨|]\s*[^\s/丨|]{1,16}(?: [^\s/丨|]{1,8})?[\s,;]*){1,6}\)?
(?:微信)?公众号\s*:.{1,40}|(?:投稿|爆料|报料|商务|广告|新闻)(?:合作)?(?:邮箱|热线|电话|微信|QQ)\s*:.{0,60}
(?:新闻)?(?:线索)?(?:报料|爆料)(?:热线|通道|平台|方式)\s*:.{0,80}
我是[^,。]{2,12}(?:作者|记者),.{0,60}(?:微信|邮箱|交流).{0,30}
不用抽 ?不用抢.{0,60}|点我下载app.{0,30}|按我看活动办法|关注[和与]订阅
作者, ?\S{2,16}|头衔, ?.{2,30}
扫(?:码|描二维码).{0,24}|路过|雷人|握手|鲜花|鸡蛋|主办单位:.{0,60}版权所有.{0,20}
printer[- ]friendly(?: version)?(?:\s*\|.{0,40})?
《[^》]{2,12}》 ?\((?:19|20)\d\d-\d\d-\d\d.{0,16}\)|other stories in this (?:edition|issue|section)
返回[^\s,]{1,8},?\s*查看更多|展开(?:阅读)?(?:全文|阅读|更多)|(?:打开|下载).{0,14}(?:app|客户端).{0,24}
(?:{pressed}\s*[/|·\s]?\s*){1,6}|全文(?:共|约).{0,12}字.{0,30}(?:分钟|阅读).{0,6}|发布于\s*:.{1,12}
(?:\S{0,8}记者\s+\S{2,4}\s+)?(?:{credit}\s+\S{2,4}\s*){1,5}
(?:值班|本版|本期|见习)(?:编辑|责编|主编)\s*:?\s*\S{2,4}(?:\s+\S{2,4}){0,3}
海量资讯.{0,60}|欢迎扫码.{0,40}|关注我们,.{0,30}
(?:【?我要纠错】?|【纠错】|\[纠错\])\s*(?:[【\[]?责任编辑.{0,20})?
(?:[【\[]?(?:打印|关闭|收藏|返回)(?:本页|本文|窗口|顶部|列表)?[】\]]?[\s|]*){2,4}
\(?本文(?:图片|配图|图文).{0,20}(?:提供|来源|网络|授权).{0,10}\)?|感谢(?:您|你)的?(?:阅读|支持|关注).{0,30}
(?:网站|网页|读者)?(?:满意度|小)调查\s*:.{1,60}|help us improve\b.{0,80}
(?:\S{1,8}\s?\(\d+ ?票\)\s*){2,6}
(?:(?:yes|no|maybe|not sure|don['’]t know)\s?\(\d+\)\s*){2,4}
scan the qr code to .{3,80}|source url\s*:.*|(?:post|tweet) this quote.{0,40}
本帖最后由 .{1,60} ?编辑|editor['’]s picks?.{0,120}|podcast\s*:.{1,60}\d:\d\d
join [\d,.]+ (?:other )?(?:readers|subscribers)\b.{0,60}|listen\W+\d+:\d\d.{0,20}
this page is (?:also )?(?:readable|available) (?:with|in)\b.{0,100}
ai[- ]generated summary.{0,40}|summaries may contain errors\W*
[▶►]?\s*(?:语音播报|收听全文|朗读)\W*\d+:\d\d.{0,20}
请继续(?:往|向)下阅读\W*
\((?:本文)?原(?:标题|题)[《:].{1,80}\)|\W?\S{2,8}独家(?:稿件|报道),.{0,20}转载.{0,20}
投稿.{0,10}(?:联系|邮箱|电话).{0,40}|本文为.{0,12}(?:号|用户)作?者?.{0,10}(?:上传|发布).{0,80}
(?:.{2,10},)?点个?.{0,6}(?:在看|点赞|赞).{0,20}|(?:点击|打开)(?:\S{0,4}菜单).{0,30}
(?:\d{1,2}[、.]\s?)?(?:后台|(?:在)?(?:本)?公众号)?(?:后台)?回复\s?[【\["“「].{1,12}[】\]"”」].{0,30}
(?:更多)?相关(?:资讯|内容|新闻|信息),?\s?(?:请|敬请)关注.{1,40}
发送邮件[至到]\s?\S{1,30}@\S.{0,40}|点击(?:上方|下方).{0,30}|阅读原文
(?:in this (?:article|story|post)|table of contents|on this page|jump to(?: section)?)\s*:?
(?:本文)?目录\s*:?
(?:上一篇|下一篇|上一条|下一条|上篇|下篇)\s*(?:[::>»].{0,100})?
(?:previous|next)(?: article| page| story)?\s*(?:[::>»].{0,100})?
\(?\s*资料图片?(?:,?\s*仅供参考)?\s*\)?|\(?\s*图片仅供参考.{0,20}\)?|【资料图】|图片来源于?网络.{0,20}
广告|advertisement|赞助商?链接
(?:版权声明|免责声明|特别声明|郑重声明|声明|disclaimer)\s*:.*
(?:本文|文章|以上内容|本站(?:内容|文章|部分内容)?|以上图文).{0,24}{borrowed}.*
转载(?:请|须|需)(?:[注註]明|保留).{0,80}
(?:标题|地址|链接|本文链接|本文地址|网址|原文链接|转载地址)\s*:.{0,160}
(?:copyright(?!\s(?:law|in|of|claim|case|suit|protect)\w*\b)|©).{0,160}
(?:\(c\)\s*\d{4}|版权所有|all rights reserved).{0,160}
(?:powered by|theme by|驱动)\b.{0,80}
(?:你|您)?(?:可能|也许|或许)(?:还|也)?(?:喜欢|感兴趣).{0,8}|猜你喜欢
相关推荐|推荐阅读|返回(?:顶部|首页|列表)|back to top|top of page
skip to (?:main )?content|(?:toggle )?navigation|menu|search|搜索
登录|注册|登录\s*[|/]?\s*注册|login|sign (?:in|up)
\d+\s*个?\s*(?:秒|分钟|小时|天|日|周|月|年)(?:之)?前
\d+ (?:second|minute|hour|day|week|month|year)s? ago(?:\s?\(\d{1,2}:\d\d(?:\s[a-z]{2,4})?\))?
\*?\s*(?:please )?scroll down for (?:the )?(?:english|chinese)(?: version)?\.?\s*\*?
{dressed}(?:[中英]文|[汉漢英][语語])(?:版本?|稿|译文|譯文)?[请請]?[参參]?(?:如下|[见見附在][下后後](?:[文方面])?|[见見在]文[后後末])\s*:?{dressed}
{dressed}(?:the )?{tongue}(?: version| text)?(?: is)? below\.?\s*:?{dressed}
{dressed}(?:the )?{tongue}(?: version| text)? follows(?: (?:the )?{tongue})?\.?\s*:?{dressed}
{dressed}请?(?:继续)?[向往]下(?:滚动|滑动|拉动?|翻页?|滑)?(?:页面)?(?:以|可)?(?:查看|阅读|浏览)(?:[中英]文|[汉英]语)(?:版本?|内容|部分)?{dressed}
\((?:[^()\s]{2,12}\s)?[\u4e00-\u9fff]{2,4}\s?(?:编辑|编译)\)
(?:\d{1,2}:)?\d\d:\d\d\s?/\s?(?:\d{1,2}:)?\d\d:\d\d(?:倍速|[超高标]清|视频加载失败|全屏|播放|暂停|静音|重播|\s|[\d.]+x)*
photo gallery|photos?|enlarge|click to enlarge|\(?点击(?:查?看)?(?:清晰|高清)?大图\)?|查看原图
《\s*[^》]{2,14}\s*》\s*\(\s*\d{4}年\s*\d{1,2}月\s*\d{1,2}日\s*(?:第\s*)?\d{1,2}\s*版\s*\)
\((?:china daily|xinhua|people's daily)[^()]{0,20}\b\d{1,2}/\d{1,2}/\d{4}(?:\s*page\s?\w{1,3})?\)
\(?(?:{credit}\s*:\s*[^\s:]{1,16}[\s,/;]*){2,6}\)?
gmt\s?[+-]\d{1,2}\b.{0,30}\bprocessed in\b.{0,60}|processed in \d.{0,60}
,? ?opens (?:in (?:a )?)?new (?:tab|window)|become a (?:member|subscriber|supporter)(?: today)?!?
(?:\d{1,3}\s+)*\d{1,3}\s+(?:next(?: page)?|下一页)[\s>»|]*
[广廣]告\s*\([请請](?:[继繼][续續])?(?:往下)?[阅閱][读讀].{0,8}\)
opinion articles reflect the views of their authors?\b.{0,80}|check against delivery\W*
if you would like to contribute,? please contact us at .{1,60}
notice: the content above.{0,300}|用?微信扫[码描]?二维码|分享至好友和朋友圈
(?:comments?|print|e?-?mail|large|medium|small|\s)+|小\s中\s大(?:\s(?:引用|推荐|编辑|只看|复制))+
\[\s*此帖被.{1,40}重新编辑\s*\]|total \d[\d.]*\(s\) query.{0,100}
(?:edited|translated|compiled) by [a-z][\w .,&'’-]{2,50}|themes:.{0,120}|top of page\b.{0,160}
(?:\*|#)?\s*(?:english|chinese) (?:version|summary|abstract|translation)\s*\*?
收录于合集.{0,20}|#\S{1,16}\s*\d+个
[-–—=\s]*\b(?:ends?|the end|完|全文完)\b[-–—=\s]*(?:返回[^\s,]{1,8},?\s*查看更多)?
长按(?:识别)?二维码.{0,10}|喜欢(?:就|请)点.{0,8}
\(全文完\)|(?:点击|戳)[“"]?阅读原文.{0,12}|(?:将.{1,16})?设为星标.{0,20}|星标关注.{0,16}
(?:觉得|如果).{0,12}(?:不错|有用|有帮助|喜欢).{0,16}(?:在看|点赞|个赞|转发|分享|收藏).{0,16}
(?:商务|广告|媒体|内容)合作(?:请?联系|微信|邮箱|\s?:).{0,60}|(?:获取|领取)(?:专属|免费).{0,6}(?:方案|资料|规划)
提交即(?:视为|代表|表示)?.{0,10}同意.{0,40}|此文限时免费阅读.{0,80}|成为\S{1,12}会员.{0,4}畅读.{0,12}
本文(?:系|由|经|已获)[^,。]{0,16}授权(?:发布|转载|使用)(?!的).{0,60}|以上内容由.{2,16}整理.{0,60}
更多(?:精彩)?(?:资讯|内容|文章).{0,2}(?:请|敬请|尽在|扫码|点击|关注).{0,40}
阅读\s\d+\s赞\s\d+.{0,20}
back to (?:articles|news|top|list)\b.{0,40}|go to forum\b.{0,30}
print\s+e-?mail\s+bookmark(?: and share)?|e-?mail\s?\|\s?print\s?\|.{0,60}
print this page(?:\s*\|?\s*e-?mail this page)?
新闻(?:资料|资讯)来源\s*:.{1,30}|评论(?:已|被)?关闭\W*|我知道了|邀请您加入.{1,40}
\d\d-\d\d-\d\d \d\d:\d\d bjt|(?:海报|制图|视频|配音|剪辑|统筹)\s?:\s?.{2,20}
video ?player ?close|(?:related readings?|special coverage)\s*:
(?:blog )?comments powered by .{1,30}
\((?:logo|photo)\s*:\s*https?://\S+\s*\)|all rights? reserved\b.{0,80}|contact us\s?:?
contact us\s?\|.{0,80}
print\s+(?:e-?)?mail\s+large\s+medium\s+small.{0,20}
(?:previous|next) page(?:\s+\d+)+(?:\s+(?:next|previous) page)?
【[^】]{2,12}】(?:\s?\|\s?【[^】]{2,12}】)+|您需要登录后才可以.{0,40}|打印机版|(?:文章|本文|原文)网址\s*:.{0,160}
(?:本篇|全文|本)(?:文章|文|篇)?\s?(?:共|约)?\d+\s?字,.{0,24}
本文已影响.{0,12}|若您觉得本文.{0,40}|直接点击图片.{0,40}|赞一下|踩一下|查看原文|点击图片,?了解更多\W*|推\s荐\s阅\s读
(?:首页|主页|home)(?:\s(?:&|[\w&]{2,12})){5,}(?:\s中文|\senglish)|(?:首页|主页)(?:\s[\u4e00-\u9fff]{2,4}){4,}
网友评论\s?\d+\s?条.{0,20}|board logo|欢迎光临.{0,30}(?:论坛|bbs).{0,60}
请更新您的浏览器|您?目前的浏览器.{0,60}|\d+人参与.{0,24}
创刊于\d{4}年.{0,30}|相关(?:新闻|报道|阅读)\s?:.{4,60}
此页面有问题吗\W*|帮助我们改进.{0,12}|\*\s?必填项
\([^()]{0,12}(?:\s?[\u4e00-\u9fff]{2,4}\s(?:供稿|撰稿|审核|摄影|编辑)){1,4}\)
\(for the latest china news.{0,120}|打开微信,.{0,60}|字号\s?:\s?t\|t
(?:news\s?新闻\s?){1,3}|left corner.{0,20}
(?:本文)?原标题\s?:.{1,100}|点击进入下一页|分享至.{0,20}
广告等?商务合作.{0,20}|未经.{0,8}授权.{0,6}(?:严禁|禁止|不得)转载.{0,30}|打开.{0,8}app.{0,30}
加载更多\W*|到头了\W*|没有更多了?\W*|网友评论仅供.{0,40}|\|?\s?(?:english|中文)\s?(?:\|\s?(?:english|中文)?\s?)+
iom\s?[-–—]\s?migration for the benefit of all
see also|related internet links|external links|page last updated at .{4,60}
\(\s*(?:翻译|编译|译者)(?:\s*[&和、/]\s*(?:编辑|校对|整理))*\s*:.{1,20}\)
回复(?:\s?支持\s?反对)|使用道具\s*举报|只看该作者
返回列表\s*(?:发新帖)?|当前(?:离线|在线)|积分|威望|金币|听众|收听|点击(?:上方)?蓝字.{0,20}
\S{1,40}\.(?:jpe?g|png|gif|bmp)\s?\([\d.]+\s?[km]b,\s?下载次数:\s?\d+\).{0,40}
下载附件|(?:19|20)\d\d-\d{1,2}-\d{1,2} \d{1,2}:\d\d(?::\d\d)? 上传
[▼▽↓]?\s?点击[上下]方的?(?:小程序|链接|卡片|名片|海报|图片|二维码).{0,60}|图片\s?:\s?[\u4e00-\u9fff]{2,5}
menafn\d{8,}id\d+|endi(?:tem)?|full text|[(\[]?\s*(?:web |copy )?editor\s*:.{1,40}
"""
#: The same with other words before those that tell: looked for where one of the signs stands.
_WITHIN: Final = r"""
.{0,50}(?:仅代表|只代表|不代表)(?:作者|专家|其)(?:[或及和]专家)?(?:本人|个人)?的?(?:观点|立场|意见).{0,30}
.{0,40}扫描二维码关注.{0,40}
.{0,60}请点击(?:此处|此處|这里|这裡)?订阅\W*
.{0,40}[京沪粤浙苏鲁川渝冀晋辽吉黑皖闽赣豫鄂湘桂琼贵云陕甘青宁新蒙津藏]ICP[备证].{0,40}
.{0,30}公网安备.{0,40}
.{0,24}国内统一(?:连续出版物)?刊号.{0,30}
.{0,10}原创,?未经.{0,6}(?:请勿|不得|禁止)转载
\S{0,60}[-_]logo[-_]\S{0,60}
\S+\.(?:jpe?g|png|gif)
(?:\|?\s?[\u4e00-\u9fff]{2,6}\s?\|){9,}.{0,8}
(?=.*页)(?:\s*(?:\[?\d{1,3}\]?|上一页|下一页|首页|尾页|末页|\.{3}|…))+
"""
WITHIN_SIGNS: Final = (
    "代表", "二维码", "订阅", "icp", "公网安备", "刊号", "原创", "logo", ".jp", ".png", ".gif",
    "|", "页",
)  # fmt: skip
_CREDIT: Final = (
    "(?:撰稿|撰文|策划|统筹|设计|剪辑|主编"
    "|供稿|文字?|图片?|摄影|审核|编辑|责编|校对|记者|通讯员|作者|来源|排版|监制|[初复终]审)"
)
_PRESSED: Final = "(?:收藏|举报|反馈|点赞|分享|评论|转发|赞|踩)"
_SHARE: Final = (
    "(?:save|print|e-?mail|most read|comments?|share|tweet|pin ?it|whatsapp|facebook|twitter|x"
    "|linkedin|weibo|wechat|copy link|send|reddit|telegram)"
)
_NETWORK: Final = "(?:新浪微博|腾讯微博|微博|微信|QQ空间|QQ好友|朋友圈|豆瓣|人人网)"
_SITE: Final = "(?:facebook|twitter|x|linkedin|pinterest|reddit|weibo|wechat|whatsapp)"
_BORROWED: Final = "(?:来源于?网络|转载|不代表本[站网]|仅供参考|网友(?:上传|投稿))"

#: Headings of boxes: nothing below them belongs to the article.
_BOXES: Final = r"""
[-–—=*·\s(]*(?:(?:the )?end|(?:全文|本文)?完)[-–—=*·\s)]*
有话要说\s*[….。]*.*
{whose}?(?:评论|留言|跟帖)(?:列表|区|列表.*|\s*:.{0,10})?(?:\s*\(.{0,20}\))?
取消回复|发表回复|使用道具\s*举报|本版积分规则.{0,20}|欢迎.{0,6}发表评论|您的?评论|还没有评论.{0,10}|暂无评论.{0,10}|抢沙发.{0,10}
视\s?频|更\s多|最新回复(?:\s*\(\d+\))?|请登录之后再.{0,10}|hot news(?: we recommend)?
【?{which}的?(?:\s?[·•]\s?|\s)?{what}】?\s*[::>»]*(?:\s*更多\s*[>»]*)?
vocabulary\s*:?
related(?: (?:articles?|stories|news|links?|posts?|content|topics|reading|pages))?\s*(?:>>|»|:)?
related (?:projects|news (?:&|and) photos)\s*(?:>>|»|:)?
(?:other|more|similar|recent|recently added|latest) projects(?: (?:in|by|of|from) .{2,40})?\s*[>»:]*
readers?['’]? ?(?:feedback|opinions?|comments?|letters)(?:\s*[(\[]\d+[)\]])?
journal references?\s*:
most (?:viewed|read|popular|shared)(?: (?:articles?|stories|news|in 24 hours))?\s*(?:>>|»|:)?
(?:more (?:from|stories|news|on this)|you may (?:also )?like)\b.{0,40}
(?:recommended(?: for you)?|read (?:more|next)|latest news|editor'?s picks?|hot topics?)\b.{0,40}
(?:kommentare?|commentaires?|comentarios|comentários|commenti|комментарии|コメント|댓글)(?:\s*\(.{0,10}\))?
(?:lesen sie auch|mehr zum thema|das könnte sie (?:auch )?interessieren|verwandte artikel)\b.{0,40}
(?:à lire aussi|sur le même (?:thème|sujet)|articles? (?:similaires|liés)|voir aussi)\b.{0,40}
(?:noticias|artículos|contenido)s? relacionad[ao]s?|te puede interesar.{0,20}|leia também.{0,20}
関连(?:记事|ニュース|リンク).{0,10}|あわせて読みたい|おすすめ(?:记事)?
관련\s?기사|читайте также.{0,20}|материалы по теме
(?:in )?other news|what's new|leave a (?:comment|reply)\b.{0,30}
(?:post a|add (?:your )?) ?comment\b.{0,30}
\(?\d+\)? (?:comments?|responses?|repl(?:y|ies)|thoughts?)\b.{0,60}
comments?|pet name|anonymous|join the conversation.{0,30}|have your say.{0,30}
往期(?:精彩)?(?:推荐|回顾|精选|阅读|文章|好文)\s?:?|热门资讯|最新图文|精彩推送|新闻推荐|(?:24|48|72)小时.{0,6}(?:排行榜?|热文|热点|热门)|延伸阅读|论坛新帖|无相关信息|相关信息|友情链接|links
newsletter.{0,60}|subscribe.{0,60}|sign up.{0,60}|follow us.{0,20}
关注我们|联系我们|扫描二维码.{0,20}|扫码关注.{0,20}
"""
_WHOSE: Final = "(?:发表|我来说两句|网友|最新|全部|热门|文章)"
_WHICH: Final = "(?:相关|延伸|热门|最新|精彩|更多|猜你|大家都在|今日|推荐|本站|随机|近期|图文)"
_WHAT: Final = (
    "(?:阅读|文章|新闻|资讯|推荐|内容|图文|推送|喜欢|看|头条|信息|报道|链接|热点|热门"
    "|解读|稿件|专题|视频|搜索|话题|项目|链结|连结)"
)

_COUNTED: Final = (
    "(?:浏览(?:次数|量|数)?|阅读(?:次数|量|数)?"
    "|点击(?:次数|量|数|率)?|查看|访问(?:次数|量)?|人气|热度|围观"
    "|评论(?:数|量)?|点赞|收藏|转发|分享|views?|reads?|hits|comments?|shares?|likes?)"
)
_COUNTERS: Final = r"""
{counted}\s*:?\s*\(?\s*{n}(?:次|人|条|个)?\s*\)?
\(?\s*{n}(?:(?:次|人|条|个|篇)\s*)?{counted}\)?
已有\s*{n}人(?:浏览|阅读|评论|参与)
\(\s*{n}\)
"""
#: One of these stands in every breadcrumb; most lines have none.
CRUMB_SIGN = re.compile("[:：>＞»/／›|｜]")
_CRUMBS: Final = r"""
(?:当前|您的|您当前的?|你的|现在的?|您现在的?|所在|當前)?(?:位置|所在位置)(?:是)?\s*:
you are here\s*:
首\s*页\s*(?:[>»/›|]|快讯\s*[>»])
home\s*(?:[>»›]|/\s)
[»›]?[^\s>»›]{1,12}›[^>»›]{1,20}›.{1,80}
[^\s>»›]{1,12}(?:\s*[>»›]\s*[^>»›]{1,20}){0,4}\s*[>»›]\s*正文(?:\s.{0,8})?$
[\u4e00-\u9fff]{2,8}(?:\s?[>»›]\s?[\u4e00-\u9fff]{2,8}){1,4}\s*[>»›]?$
"""


#: What may stand around a marker: `*English version below*`, `【中文见下】`, `↓ English below`.
_DRESSED: Final = r"[\s*#~=_(\[【)\]】\u2013\u2014\u2190-\u21ff\u25b2-\u25c7-]*"


WHOLE_LINE = in_small_letters(
    any_of(
        _WHOLE,
        share=_SHARE,
        network=_NETWORK,
        credit=_CREDIT,
        borrowed=_BORROWED,
        pressed=_PRESSED,
        site=_SITE,
        dressed=_DRESSED,
        tongue="(?:english|chinese)",
    )
)
WITHIN = in_small_letters(any_of(_WITHIN))
BOX_HEADING = in_small_letters(any_of(_BOXES, whose=_WHOSE, which=_WHICH, what=_WHAT))
COUNTERS = in_small_letters(
    "(?:" + any_of(_COUNTERS, counted=_COUNTED, n=_NUMBER) + r"[\s|/·•,]*)+"
)
BREADCRUMB = in_small_letters(any_of(_CRUMBS))
