import { describeTexts, isLong } from './docs/texts.ts';

describeTexts(isLong);
