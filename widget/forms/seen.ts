/** Calls `report` whenever at least half of the element has stood in the viewport of a visible tab for a second. */
export const whenSeen = (element: Element, report: () => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let inView = false;
  const judge = () => {
    clearTimeout(timer);
    if (inView && !document.hidden) timer = setTimeout(report, 1000);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      inView = entries.some((entry) => entry.intersectionRatio >= 0.5);
      judge();
    },
    { threshold: 0.5 },
  );
  observer.observe(element);
  document.addEventListener('visibilitychange', judge);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener('visibilitychange', judge);
  };
};
