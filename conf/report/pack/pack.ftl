<#ftl output_format="XHTML" auto_esc=true>
<#-- The pack as a page. The PDF is made of the same text; what only one of them shows is said in style.css. -->
<#macro cell label value class="">
<td role="cell" class="number ${class}<#if value.text == "–"> nothing</#if>" data-label="${label}">${value.text}</td>
</#macro>
<#macro figures table title>
<table class="figures">
<caption class="unseen">${words.heading.figures?replace("{title}", title)}</caption>
<thead><tr><#list table.columns as column><th scope="col">${column}</th></#list></tr></thead>
<tbody>
<#list table.rows as row>
<tr><#list row as one><#if one?is_first><th scope="row">${one.text}</th><#else><td class="number">${one.text}</td></#if></#list></tr>
</#list>
</tbody>
</table>
</#macro>
<#macro absent theme>
<#if theme.notPublished?has_content>
<div class="absent">
<h3>${words.heading.not_published}</h3>
<ul><#list theme.notPublished as one><li>${one}</li></#list></ul>
</div>
</#if>
</#macro>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en-GB" xml:lang="en-GB">
<head>
<meta charset="utf-8"/>
<title>${pack.title}, ${pack.quarter}, ${pack.authority}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="description" content="${pack.title} for the ${pack.panel}: ${pack.quarter}, to ${pack.day()}, records of ${pack.records()}"/>
<meta name="subject" content="${pack.title} for the ${pack.panel}"/>
<meta name="author" content="${pack.authority}"/>
<style>
${style?no_esc}
@page {
  size: A4 portrait;
  margin: 13mm 12mm 12mm 12mm;
  font-family: 'Liberation Sans', Arial, Helvetica, sans-serif;
<#macro box place content style="color: #4A4A4A">
  @${place} { content: ${content?no_esc}; font-family: 'Liberation Sans', Arial, Helvetica, sans-serif; font-size: 7.5pt; ${style}; }
</#macro>
<@box "top-left" '"${pack.title}, ${pack.quarter}, ${pack.authority}"'/>
<#if pack.simulated><@box "top-right" '"${pack.simulatedText}"' "color: #801650; font-weight: bold; text-align: right"/></#if>
<@box "bottom-left" '"To ${pack.day()}. Records of ${pack.records()}."'/>
<@box "bottom-right" '"Page " counter(page) " of " counter(pages)' "color: #4A4A4A; text-align: right"/>
}
</style>
</head>
<body>
<a class="skip" href="#page-one">Skip to page one</a>
<header class="top" id="top" role="banner">
<#if pack.simulated><p class="simulated">${pack.simulatedText}</p></#if>
<h1>${pack.title}</h1>
<p class="of">${pack.quarter}, to ${pack.day()}. ${pack.authority}, for the ${pack.panel}. Records of ${pack.records()}.</p>
</header>
<nav class="contents" aria-label="Pages">
<ul>
<li><a href="#page-one">${words.heading.page_one}</a></li>
<#list pack.themes as theme><li><a href="#${theme.id}">${theme.heading}</a></li></#list>
<li><a href="#notes">${words.heading.notes}</a></li>
</ul>
</nav>
<main>
<section id="page-one" class="page first" aria-label="${words.heading.page_one}">
<div class="sentences">
<#list pack.sentences as sentence><p>${sentence}</p></#list>
</div>
<table class="score" role="table">
<caption class="unseen">${words.heading.page_one}: ${pack.title}, ${pack.quarter}</caption>
<thead role="rowgroup"><tr role="row">
<#list ["measure", "now", "before", "year_ago", "target", "england", "region", "neighbours", "trend", "change", "judgement"] as column>
<th scope="col" role="columnheader" class="col-${column}">${words.column[column]}</th>
</#list>
</tr></thead>
<#list pack.scorecard as group>
<tbody role="rowgroup">
<tr class="group" role="row"><th colspan="11" scope="colgroup" role="rowheader">${group.heading}</th></tr>
<#list group.rows as row>
<tr role="row">
<th scope="row" role="rowheader">${row.title}<br/>
<span class="count">${row.period}<#if row.count.text?has_content>, ${row.count.text}</#if><#if row.interval.text?has_content>; ${words.range} ${row.interval.text}</#if></span><#list row.remarks as remark><span class="remark">${remark}</span></#list></th>
<@cell words.column.now row.now "now"/>
<@cell words.column.before row.before/>
<@cell words.column.year_ago row.yearAgo/>
<@cell words.column.target row.target/>
<@cell words.column.england row.england/>
<@cell words.column.region row.region/>
<@cell words.column.neighbours row.neighbours/>
<td role="cell" class="trend" data-label="${words.column.trend}"><#if row.trend?has_content>${row.trend?no_esc}<#else>${words.no_figure}</#if></td>
<td role="cell" class="word" data-label="${words.column.change}">${row.change}</td>
<td role="cell" class="word" data-label="${words.column.judgement}"><span><span class="tone-${row.tone}">${row.judgement}</span><#if row.soFar?has_content> <span class="so-far">${row.soFar}</span></#if></span></td>
</tr>
</#list>
</tbody>
</#list>
</table>
<#if pack.ofWhen?has_content><p class="caption">${pack.ofWhen}</p></#if>
</section>
<#list pack.themes as theme>
<section class="page<#if theme?is_first> fresh</#if>" aria-labelledby="${theme.id}-heading">
<#if pack.simulated><p class="simulated onscreen">${pack.simulatedText}</p></#if>
<#-- A link goes to what may move to the next page as a whole, not to the section around it. -->
<div class="says head" id="${theme.id}">
<h2 id="${theme.id}-heading">${theme.heading}</h2>
<h3>${words.heading.so_what}</h3>
<#list theme.soWhat as paragraph><p>${paragraph}</p></#list>
<h3>${words.heading.changed}</h3>
<ul><#list theme.changed as sentence><li>${sentence}</li></#list></ul>
</div>
<div class="charts">
<#list theme.charts?chunk(2) as pair>
<div class="pair">
<#list pair as chart>
<div class="chart <#if chart?item_parity == "odd">left<#else>right</#if>">
<h3>${chart.title}</h3>
<#if chart.svg?has_content><div class="picture">${chart.svg?no_esc}</div></#if>
<p class="caption">${chart.caption}</p>
<#if chart.table.rows?has_content><@figures chart.table chart.title/></#if>
</div>
</#list>
<#if !pair?has_next && pair?size == 1><div class="chart right"><@absent theme/></div></#if>
<div class="under"></div>
</div>
<#if !pair?has_next && pair?size == 2><@absent theme/></#if>
<#else>
<@absent theme/>
</#list>
</div>
<p class="onscreen"><a href="#top">${words.heading.back}</a></p>
</section>
</#list>
<section class="page" aria-labelledby="notes-heading">
<#if pack.simulated><p class="simulated onscreen">${pack.simulatedText}</p></#if>
<div class="block head" id="notes">
<h2 id="notes-heading">${words.heading.notes}</h2>
<ul class="notes"><#list words.notes as note><li>${note}</li></#list></ul>
</div>
<div class="block">
<h3>${words.heading.minute}</h3>
<table class="list">
<thead><tr><th scope="col">${words.heading.asked}</th><th scope="col">${words.heading.theme}</th></tr></thead>
<tbody><#list pack.minute as minute><tr><th scope="row">${minute.asked}</th><td><a class="on-page" href="#${minute.themeId}">${minute.heading}</a></td></tr></#list></tbody>
</table>
</div>
<div class="block">
<h3>${words.heading.editions}</h3>
<table class="list editions">
<thead><tr><th scope="col" class="edition">${words.heading.edition}</th><th scope="col" class="day">${words.heading.period}</th><th scope="col" class="day">${words.heading.published}</th><th scope="col">${words.heading.measures}</th></tr></thead>
<tbody><#list pack.editions as edition><tr><th scope="row">${edition.whose}: ${edition.edition}</th><td>${edition.period}</td><td>${edition.published}</td><td>${edition.kpis}</td></tr></#list></tbody>
</table>
</div>
<div class="block">
<h3>${words.heading.changes}</h3>
<ul><#list pack.changes as change><li>${change}</li></#list></ul>
</div>
<div class="block">
<h3>${words.heading.data} ${pack.records()}</h3>
<#if pack.caveats?has_content>
<ul><#list pack.caveats as caveat><li>${caveat.rule}: ${caveat.kpis}</li></#list></ul>
<#else><p>${words.caveats_none}</p></#if>
<p class="licence">${pack.licence}. ${pack.publicationId}.</p>
</div>
</section>
</main>
</body>
</html>
