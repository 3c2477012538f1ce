"""Lines that sites set behind their texts: none of them is read as the text's last line."""

from __future__ import annotations

import pytest

from crawler.parsers import Document, parse

ZH = (
    "记者昨日从港务部门获悉，航道入口的绿灯已经熄灭三周，一直无人发现，往来船只只能凭经验进港。",
    "周二，两名工人带着一个男孩趁退潮时把电池扛过沙洲，将航灯修好，当晚便恢复了照明。",
    "据了解，这盏航灯建于上世纪七十年代，曾经历过多次台风，每次都在一天之内得到修复。",
)
EN = (
    "The harbour office said on Monday that the green light had been out for three weeks.",
    "It was repaired on Tuesday by two men and a boy, who carried the battery at low tide.",
    "A yacht ran onto the bank in the night, and nobody was hurt, but the keel was lost.",
)
BEHIND_ZH = """
[责任编辑：王小明]
【编辑:王小明】
（责编：王小明、李雷）
(责任编辑：王小明 )
责任编辑：王小明 SF123
责任编辑：王小明_NBJ9981
本文来源：海港网 责任编辑：王小明_NN123
返回搜狐，查看更多
举报/反馈
特别声明：以上文章内容仅代表作者本人观点，不代表新浪网观点或立场。
声明：该文观点仅代表作者本人，搜狐号系信息发布平台，搜狐仅提供信息存储空间服务。
平台声明：该文观点仅代表作者本人
展开全文
打开APP阅读全文
打开海港网APP，阅读体验更佳
全文共1234字，阅读大约需要3分钟
撰文丨王小明 编辑丨李雷 校对丨韩梅梅
海港晚报记者 王小明 编辑 李雷 校对 韩梅梅
值班编辑 李雷 韩梅梅
点击进入专题：2024年航灯检修
海量资讯、精准解读，尽在海港财经APP
更多精彩资讯请在应用市场下载“海港网”客户端。欢迎提供新闻线索，24小时报料热线400-800-0088。
监制：王小明 记者：李雷 编辑：韩梅梅
【我要纠错】 责任编辑：王小明
24小时滚动播报最新的资讯和视频，更多粉丝福利扫描二维码关注
扫一扫在手机打开当前页
浏览次数：1234
分享到： 微信 微博
打印本页 关闭窗口
[1] [2] [3] 下一页
上一页 1 2 3 下一页
上一篇：没有了
下一篇：港口今年吞吐量创新高
文章来源：海港网
来源：海港日报微信公众号
（本文图片均由受访者提供）
未经授权禁止转载
本文系海港网原创稿件，未经授权，不得转载。
版权声明：凡注明“来源：海港网”的所有作品，版权均属于海港网。
欢迎扫码关注“海港发布”微信公众号
责编 | 王小明
作者：王小明
标签： 航灯 港口
关键词：航灯
您可能感兴趣的文章
热门推荐
免责声明：本文仅代表作者个人观点，与本网站无关。
[ 编辑: 王小明 ]
编辑：王小明 作者：李雷
（编辑 王小明）
(来源：海港网)
作者声明：内容取材于网络
阅读 10万+
点赞 收藏 分享
发布于：北京市
感谢您的阅读，欢迎点赞、评论、转发
关注我们，了解更多海港资讯
更多内容请关注海港网官方微博
▼
END
— END —
-完-
原标题：航道入口的绿灯修好了
本版责编：王小明 李雷
《海港日报》（2024年05月03日 第 03 版）
【纠错】【责任编辑：王小明】
审核：王小明 责编：李雷 编辑：韩梅梅
初审：王小明 复审：李雷 终审：韩梅梅
投稿、爆料请联系：0755-12345678
本文为海港号作者上传并发布，仅代表该作者观点，海港网仅提供信息发布平台。
收藏 举报
0人点赞
用微信扫码二维码 分享至好友和朋友圈
本文地址：https://www.example.cn/1.html
【字体：大 中 小】
发表评论
最新评论
全部评论(12)
"""
BEHIND_EN = """
Read the full story here.
Read more at Coast Times.
Click here to subscribe to our newsletter
Follow us on Facebook and Twitter
Follow Ann Marsh on Twitter @annmarsh.
Like this story? Share it with a friend
Share on Facebook
Email this article
Print this page
Comments are closed.
Be the first to comment
Leave a comment
Filed Under: Lamps, Coast
Tagged: lamps, coast
Tags: lamps, coast, harbour
Posted in News
Topics: Lamps | Coast
Related: The lamps of the coast
READ MORE: The lamps of the coast
READ NEXT
Watch: How the lamp was repaired
MORE FROM COAST TIMES
You May Also Like
Recommended for you
Advertisement
ADVERTISEMENT - CONTINUE READING BELOW
Story continues below advertisement
Article continues after this ad
Image: Ann Marsh / Coast Times
Photo credit: Ann Marsh
Source: Coast Times
Last updated: May 3, 2024
This article was originally published on Coast Times.
This story was originally published May 3, 2024, 10:21 AM.
Copyright 2024 Coast Times. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.
© 2024 Coast Times
Want more stories like this? Sign up for our newsletter.
Get the latest news delivered to your inbox
Have a tip? Email us at tips@coast.example
Got a story? Let us know at news@coast.example
Join the conversation
Show comments
View comments
Loading comments...
Next article
Previous post: The pier is closed
Back to top
Skip to main content
Listen to this article
5 min read
Save
Subscribe
About the author
Reprints
Report a typo
Most popular
Trending now
Sponsored content
Thank you for reading!
Was this article helpful?
Did you find this page useful? Yes No
Copy link
We want to hear from you. Let us know what you think about this article.
Our standards: The Thomson Reuters Trust Principles.
Do you have a story to share? Get in touch.
Download the Coast Times app
Discover more from Coast Times
Subscribe to get the latest posts sent to your email.
View all posts by Ann Marsh →
The views expressed in this article are the author's own and do not necessarily reflect the paper's editorial stance.
"""
#: What looks like them and is a text's last sentence.
KEPT_ZH = """
编辑部昨日向记者表示，今后还会继续关注此事。
记者在现场看到，来源不明的船只已被拖走。
他说，更多内容会在下周的发布会上公布。
声明还说，公司将承担全部费用。
"""
KEPT_EN = """
Advertisements for the lamp had been posted in the town for weeks, he said.
He thanked the boy for reading the manual before he touched the lamp.
Share prices of the company that makes the lamps rose by two per cent.
Subscribers to the harbour's notices had been told of it in April, she added.
The views expressed at the meeting will be published, the office said, in May.
Copyright law does not cover the pattern of a light, a lawyer said on Friday.
"""


def read(title: str, *lines: str) -> list[str]:
    text = "".join(f"<p>{line}</p>" for line in lines)
    head = f"<html><head><title>{title}</title></head>"
    page = f"{head}<body><div><h1>{title}</h1><div class='c'>{text}</div></div></body></html>"
    record = parse(Document(page.encode(), url="https://example.org/2024/lamp"))
    return [line for e in record.content.editions.values() for line in e.body.split("\n\n")]


@pytest.mark.parametrize("line", BEHIND_ZH.strip().split("\n"))
def test_a_line_behind_a_chinese_text_is_not_the_text(line: str) -> None:
    assert read("航道入口的绿灯修好了", *ZH, line) == list(ZH)


@pytest.mark.parametrize("line", BEHIND_EN.strip().split("\n"))
def test_a_line_behind_an_english_text_is_not_the_text(line: str) -> None:
    assert read("The green light is back", *EN, line) == list(EN)


@pytest.mark.parametrize("line", KEPT_ZH.strip().split("\n"))
def test_a_chinese_sentence_that_looks_like_such_a_line_is_the_text(line: str) -> None:
    assert read("航道入口的绿灯修好了", *ZH, line) == [*ZH, line]


@pytest.mark.parametrize("line", KEPT_EN.strip().split("\n"))
def test_an_english_sentence_that_looks_like_such_a_line_is_the_text(line: str) -> None:
    assert read("The green light is back", *EN, line) == [*EN, line]
