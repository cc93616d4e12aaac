from dash import html
from dashboard.charts import figure, graph
def layout(visit):
    return html.Div([graph("a", figure([{"type":"bar","x":[1,2],"y":[3,4]}]), 300, "x")])
