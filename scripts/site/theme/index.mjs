import theme from 'vitepress/theme';
import './style.css';

/** How much what the search finds in the API counts, against what it finds in a text. */
const OF_THE_API = 0.25;

/** Who looks for a word wants to read about it first, and then its types. A name that only the API has is found as before. */
function weightOf(address) {
  return /(^|\/)api\//.test(address) ? OF_THE_API : 1;
}

export default {
  extends: theme,
  // Here, and not among the options of the site: there, a function would be text, which the policy of the pages lets nobody run.
  enhanceApp({ siteData }) {
    const { themeConfig } = siteData.value;
    const { search } = themeConfig;
    const miniSearch = { searchOptions: { boostDocument: weightOf } };
    siteData.value = {
      ...siteData.value,
      themeConfig: { ...themeConfig, search: { ...search, options: { ...search.options, miniSearch } } },
    };
  },
};
