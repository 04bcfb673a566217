from kg.pipeline.contract import COLUMNS, contract_form, table_rows
