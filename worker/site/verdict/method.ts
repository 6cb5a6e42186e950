/** How verdicts are reached, as the API tells it. */
export const METHOD = {
  name: 'Hierarchical Bayesian Poisson model with ads that bring nothing, in full over a grid',
  summary:
    "Outcomes of an ad come at a rate of its own. What rates are usual, how much ads differ and how many bring nothing ever is learnt from the site's ads of the same days, and believed in no more firmly than so many ads allow; whether outcomes go with money or with clicks is learnt too. Of an ad with little data that is nearly all that is known; the more it has of its own, the less its neighbours count. For a target deeper than the lead, leads per money are multiplied by outcomes per lead, leads counting by how likely what becomes of them is known by now, and for ROMI by the profit of a sale. An ad is wasted where the probability that it misses the target reaches the level, and works where it falls to what is left of it. Spend that no visit matches is unclear, for what it brought may stand under another name. The spend is that on ads themselves.",
  limits:
    "In simulations (npm run bench -- verdict), of the ads called wasted at 95 %, 1 or 2 of 100 are not after eight weeks, and some 3 of 100 if one looks every week and stops at the first verdict; where one week is very unlike another or outcomes are rare it can be 5, and more after a single week. Leads are taken to come soon after the money; where an ad's yield changes for good within the period, the verdict is on the whole of it. Nothing is told of what more money on an ad would bring.",
  sources: [
    'Gelman, Carlin, Stern, Dunson, Vehtari & Rubin, Bayesian Data Analysis, 3rd ed. (2013), chapter 5',
    'Christiansen & Morris, Hierarchical Poisson Regression Modeling, JASA 92 (1997)',
    'Lambert, Zero-Inflated Poisson Regression, Technometrics 34 (1992)',
    'Bissiri, Holmes & Walker, A General Framework for Updating Belief Distributions, JRSS B 78 (2016)',
    'Chapelle, Modeling Delayed Feedback in Display Advertising, KDD 2014',
  ],
} as const;
