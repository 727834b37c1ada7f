// A table of the publication that readers see, for Excel and Power BI. Name this query Kith and set Folder; then a blank
// query = Kith("kpi_published") is that table, with the types that the manifest gives.
let
    Folder = "\\server\share\published\",
    Types = (type_name as text) =>
        if type_name = "int" then Int64.Type
        else if type_name = "date" then type date
        else if type_name = "boolean" then type logical
        else if Text.StartsWith(type_name, "decimal") then type number
        else type text,
    Kith = (table_name as text) as table =>
        let
            Current = Json.Document(File.Contents(Folder & "current.json")),
            Publication = Folder & Current[publication_id] & "\",
            Manifest = Json.Document(File.Contents(Publication & "manifest.json")),
            Described = Record.Field(Manifest[published], table_name),
            Cells = Csv.Document(
                File.Contents(Publication & Described[csv]),
                [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]
            ),
            Named = Table.PromoteHeaders(Cells, [PromoteAllScalars = true]),
            Nulls = Table.ReplaceValue(Named, "", null, Replacer.ReplaceValue, Table.ColumnNames(Named)),
            Typed = Table.TransformColumnTypes(
                Nulls,
                List.Transform(Described[columns], each {[name], Types([type])}),
                "en-GB"
            )
        in
            Typed
in
    Kith
