import type { WordTable } from '../words.ts';

export const words: WordTable = {
  name: 'Name (optional)',
  phone: 'Phone',
  email: 'Email',
  consent: 'I agree that my data is processed as the [privacy policy] describes',
  sendingText: 'Sending…',
  sent: 'Thank you!',
  kept: 'Request saved',
  keptText: 'There is no connection. We will send it once there is.',
  close: 'Close',
  phoneMissing: 'Enter your phone number',
  phoneWrong: 'A phone number has 7 to 15 digits',
  emailWrong: 'Check the email address',
  reachMissing: 'Enter a phone number or an email',
  consentMissing: 'Tick this box',
  fieldWrong: 'Check this field',
  formWrong: 'This could not be sent. Please try again.',
  callback: {
    title: 'Request a call',
    text: 'Leave your phone number and we will call you back.',
    submit: 'Call me back',
    sentText: 'We have your number and will call you back.',
  },
  lead: {
    title: 'Send us a request',
    text: 'Leave a phone number or an email and we will get back to you.',
    submit: 'Send',
    sentText: 'We have your request and will get back to you.',
  },
};
