<#ftl output_format="HTML">
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Kith</title>
<link rel="stylesheet" href="${up}style.css">
</head>
<body data-up="${up}">
<a class="skip" href="#main">Skip to the text</a>
<header>
<nav aria-label="Site">
<a href="${up}index.html">Kith</a>
<a href="${up}docs/kpis/README.html">KPIs</a>
<a href="${up}docs/tables/README.html">Tables</a>
<a href="${up}docs/nights.html">Nights</a>
<a href="${up}docs/definitions.html">Definitions</a>
</nav>
<form role="search" hidden>
<label for="search">Search</label>
<input id="search" type="search" autocomplete="off" spellcheck="false" aria-describedby="found-count">
<p id="found-count" role="status"></p>
<ul id="found"></ul>
</form>
</header>
<main id="main" tabindex="-1">
${body?no_esc}
</main>
<script src="${up}search-index.js"></script>
<script src="${up}search.js"></script>
</body>
</html>
